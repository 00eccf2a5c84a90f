'use strict';

// Shows the secure page above the chat. It is a page of its own, in a frame: what is typed there never touches the chat.
window.overlay = (() => {
  const DONE_MILLISECONDS = 4000;

  const dialog = document.getElementById('overlay');
  const status = document.getElementById('overlay-status');
  const place = document.getElementById('overlay-place');
  let opener = null;

  // The language of the page may change.
  const texts = () => JSON.parse(document.body.dataset.texts);

  function say(text) {
    status.textContent = text;
    status.hidden = text === '';
  }

  function show() {
    const frame = document.createElement('iframe');
    frame.title = texts().overlayTitle;
    frame.src = '/password';
    frame.addEventListener('load', () => {
      say('');
      frame.focus();
      frame.contentDocument?.querySelector('[autofocus]')?.focus();
    }, { once: true });
    place.replaceChildren(frame);
  }

  async function open(address, token) {
    opener = document.activeElement;
    place.replaceChildren();
    say(texts().overlayOpening);
    dialog.showModal();
    try {
      const answer = await fetch(`${address}/open`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
      if (answer.ok) {
        show();
      } else {
        say(answer.status < 500 ? texts().overlayNotValid : texts().overlayNoAnswer);
      }
    } catch {
      say(texts().overlayNoAnswer);
    }
  }

  // The chat says the same by itself, so nothing is lost; whoever touches the page reads it in peace.
  function closeSoon(frame) {
    const wait = setTimeout(() => { if (frame.isConnected) { dialog.close(); } }, DONE_MILLISECONDS);
    for (const sign of ['keydown', 'pointerdown', 'wheel']) {
      frame.contentWindow.addEventListener(sign, () => clearTimeout(wait), { once: true });
    }
  }

  document.getElementById('overlay-close').addEventListener('click', () => dialog.close());

  dialog.addEventListener('close', () => {
    place.replaceChildren();
    const target = opener?.isConnected ? opener : document.querySelector('[data-id="webchat-sendbox-input"]');
    (target ?? document.getElementById('chat')).focus();
  });

  window.addEventListener('message', event => {
    if (event.origin !== location.origin || event.source !== place.querySelector('iframe')?.contentWindow) {
      return;
    }

    if (event.data === 'done') {
      opener = null;
      closeSoon(place.querySelector('iframe'));
    } else if (event.data === 'close') {
      dialog.close();
    }
  });

  return { open };
})();
