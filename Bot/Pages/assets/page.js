'use strict';

// Everything here is a courtesy: the pages work without it.
(() => {
  const framed = window.parent !== window;
  const form = document.getElementById('password-form');
  const strengthScripts = window.trustedTypes?.createPolicy('strength', { createScriptURL: address => address })
    ?? { createScriptURL: address => address };

  const ours = framed && isOurs(window.parent);
  document.documentElement.classList.toggle('framed', framed);
  document.documentElement.classList.toggle('dialog', framed && !ours);
  document.querySelector('form[data-sends]')?.requestSubmit();
  if (framed && !ours) {
    // Who closes a dialog of Teams shows the way again.
    for (const way of document.querySelectorAll('[data-close]')) {
      way.hidden = true;
    }

    document.querySelector('[autofocus]')?.focus();
  }

  if (ours) {
    for (const way of document.querySelectorAll('[data-close]')) {
      way.addEventListener('click', event => {
        event.preventDefault();
        window.parent.postMessage('close', location.origin);
      });
    }

    if (document.getElementById('done')) {
      window.parent.postMessage('done', location.origin);
    }

    document.querySelector('[autofocus]')?.focus();
  }

  if (form) {
    typePasswords();
    if (document.getElementById('new-password')) {
      choosePassword();
    }
  }

  function isOurs(page) {
    try {
      return page.location.origin === location.origin;
    } catch {
      return false;
    }
  }

  function typePasswords() {
    const passwords = form.querySelectorAll('.password');

    form.addEventListener('submit', event => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }

      form.dataset.sent = 'yes';
      show(false);
      const finish = document.getElementById('finish');
      finish.setAttribute('aria-disabled', 'true');
      finish.textContent = form.dataset.working;
    });

    // A page that comes back from the browser's memory must not bring the password along.
    window.addEventListener('pagehide', () => form.reset());
    window.addEventListener('pageshow', event => { if (event.persisted) { location.reload(); } });

    const toggle = document.getElementById('show-passwords');
    const shown = toggle.dataset.hide;
    const hidden = toggle.textContent;
    toggle.hidden = false;
    toggle.addEventListener('click', () => show(passwords[0].type === 'password'));

    function show(open) {
      for (const password of passwords) {
        password.type = open ? 'text' : 'password';
      }

      toggle.textContent = open ? shown : hidden;
    }
  }

  function choosePassword() {
    const typed = document.getElementById('new-password');
    const repeated = document.getElementById('repeat-password');
    const rules = document.getElementById('rules');
    const status = document.getElementById('rules-status');
    let pause = 0;

    form.addEventListener('input', () => {
      tick();
      clearTimeout(pause);
      pause = setTimeout(tell, 1000);
    });
    typed.addEventListener('focus', loadStrength, { once: true });
    if (document.activeElement === typed) {
      loadStrength();
    }

    function tick() {
      const characters = [...typed.value];
      for (const rule of form.querySelectorAll('.rules li')) {
        const number = Number(rule.dataset.number);
        switch (rule.dataset.rule) {
          case 'length': mark(rule, characters.length >= number && characters.length <= Number(rule.dataset.max)); break;
          case 'classes': mark(rule, kinds(characters) >= number); break;
          case 'ascii': mark(rule, characters.length > 0 && /^[\x20-\x7e]*$/.test(typed.value)); break;
          case 'characters': mark(rule, !/[\p{Cc}\p{Cs}\uFFFD]/u.test(typed.value)); break;
          case 'same': mark(rule, characters.length > 0 && typed.value === repeated.value); break;
          default: mark(rule, null);
        }
      }
    }

    function mark(rule, met) {
      const [state, said] = met === null ? ['open', ''] : met ? ['met', rules.dataset.met] : ['unmet', rules.dataset.unmet];
      rule.className = state;
      rule.querySelector('.said').textContent = said;
    }

    // The same kinds that the server counts: upper case, lower case, digits, letters without case, everything else.
    function kinds(characters) {
      const kind = symbol => [/[\p{Lu}\p{Lt}]/u, /\p{Ll}/u, /\p{Nd}/u, /[\p{Lo}\p{Lm}]/u].findIndex(letters => letters.test(symbol));
      return new Set(characters.map(kind)).size;
    }

    function tell() {
      const missing = [...rules.querySelectorAll('.unmet .words')].map(words => words.textContent);
      status.textContent = missing.length > 0 ? status.dataset.missing.replace('{0}', missing.join(', ')) : status.dataset.all;
    }

    function loadStrength() {
      const meter = document.getElementById('strength');
      const script = document.createElement('script');
      script.src = strengthScripts.createScriptURL(meter.dataset.script);
      script.addEventListener('load', () => measure(meter));
      document.head.append(script);
    }

    function measure(meter) {
      const common = window.zxcvbnts['language-common'];
      const judge = new window.zxcvbnts.core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
      const words = meter.dataset.words.split('|');
      const own = document.getElementById('user-id').value.split(/[@.\\]/);
      const update = () => {
        const { score } = judge.check(typed.value.slice(0, 100), own);
        meter.hidden = typed.value === '';
        meter.dataset.score = score;
        document.getElementById('strength-word').textContent = words[score];
      };
      typed.addEventListener('input', update);
      update();
    }
  }
})();
