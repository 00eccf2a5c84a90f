'use strict';

(() => {
  const ONLINE = 2;
  const EXPIRED = 3;
  const REFRESH_MILLISECONDS = 10 * 60 * 1000;
  const WAITS = [1, 2, 5, 10, 20];
  const SETTLED_MILLISECONDS = 30 * 1000;
  const REPLAY_MILLISECONDS = 400;
  const PATIENCE_MILLISECONDS = 45 * 1000;

  const page = document.body;
  const nonce = document.querySelector('script[nonce]').nonce;
  const domain = `${location.origin}/directline`;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const narrow = matchMedia('(max-width: 40rem)');
  const status = document.getElementById('status');
  const webchat = document.getElementById('webchat');
  const trouble = document.getElementById('trouble');
  const elsewhere = document.getElementById('elsewhere');
  const continueHere = document.getElementById('continue-here');
  const newChat = document.getElementById('new-chat');

  let texts = JSON.parse(page.dataset.texts);
  let locale = localeOf(document.documentElement.lang);
  let wanted = document.documentElement.lang;
  let chat = null;
  let failures = 0;
  let work = null;
  let sound = null;
  let patience = 0;
  let retry = 0;
  let attempt = 0;
  let letGo = () => {};

  function known(tag) {
    try {
      return Intl.getCanonicalLocales(tag || [])[0];
    } catch {
      return undefined;
    }
  }

  function localeOf(language) {
    return [page.dataset.locale, ...navigator.languages].map(known).find(tag => tag?.split('-')[0] === language) ?? language;
  }

  const say = text => { status.textContent = text; };

  async function ask(method, address, bearer) {
    const answer = await fetch(address, {
      method,
      headers: bearer ? { Authorization: `Bearer ${bearer}` } : {},
      signal: AbortSignal.timeout(15000),
    });
    if (!answer.ok) {
      throw new Error(`${address}: ${answer.status}`);
    }

    return (await answer.json()).token;
  }

  const resume = () => ask('POST', '/chat/token');
  const begin = () => ask('POST', `${domain}/tokens/generate`);
  const keep = token => ask('PUT', '/chat/token', token).catch(() => {});
  const forget = () => ask('DELETE', '/chat/token').catch(() => {});

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function look() {
    const accent = colour('--accent');
    const card = colour('--card');
    const ink = colour('--ink');
    const soft = colour('--soft');
    const line = colour('--field-line');
    return {
      accent,
      subtle: soft,
      backgroundColor: card,
      primaryFont: colour('--font'),
      fontSizeSmall: '85%',
      paddingRegular: 12,
      bubbleBackground: colour('--bubble'),
      bubbleTextColor: ink,
      bubbleBorderWidth: 0,
      bubbleBorderRadius: 14,
      bubbleMaxWidth: 520,
      bubbleFromUserBackground: accent,
      bubbleFromUserTextColor: '#fff',
      bubbleFromUserBorderWidth: 0,
      bubbleFromUserBorderRadius: 14,
      markdownExternalLinkIconImage: '',
      timestampColor: soft,
      sendBoxBackground: colour('--field'),
      sendBoxTextColor: ink,
      sendBoxPlaceholderColor: soft,
      sendBoxBorderTop: `1px solid ${colour('--line')}`,
      sendBoxButtonColor: colour('--link'),
      sendBoxButtonColorOnHover: colour('--link'),
      sendBoxButtonColorOnFocus: colour('--link'),
      sendBoxButtonColorOnDisabled: soft,
      sendBoxTextWrap: true,
      suggestedActionLayout: narrow.matches ? 'stacked' : 'flow',
      suggestedActionsStackedLayoutButtonTextWrap: true,
      suggestedActionsStackedLayoutButtonMaxHeight: 96,
      suggestedActionBackgroundColor: card,
      suggestedActionBackgroundColorOnHover: colour('--bubble'),
      suggestedActionTextColor: colour('--link'),
      suggestedActionBorderColor: line,
      suggestedActionBorderWidth: 1,
      suggestedActionBorderRadius: 22,
      suggestedActionHeight: 44,
      cardEmphasisBackgroundColor: colour('--bubble'),
      cardPushButtonBackgroundColor: accent,
      cardPushButtonTextColor: '#fff',
      transcriptOverlayButtonBackground: accent,
      transcriptOverlayButtonColor: '#fff',
      notificationBackgroundColor: colour('--bubble'),
      notificationText: ink,
      connectivityTextColor: ink,
      spinnerAnimationHeight: 16,
      hideUploadButton: true,
      emojiSet: {},
      markdownRenderHTML: false,
      maxMessageLength: 512,
      groupTimestamp: 60000,
    };
  }

  // What the cards in the chat look like; the library's own colours are for light pages only.
  function cardLook() {
    const ink = { default: colour('--ink'), subtle: colour('--soft') };
    const colours = {
      default: ink,
      accent: { default: colour('--link'), subtle: colour('--link') },
      attention: { default: colour('--bad'), subtle: colour('--bad') },
      good: { default: colour('--good'), subtle: colour('--good') },
    };
    return {
      fontFamily: colour('--font'),
      supportsInteractivity: true,
      fontSizes: { small: 14, default: 16, medium: 18, large: 22, extraLarge: 26 },
      spacing: { small: 4, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 14 },
      actions: {
        actionsOrientation: narrow.matches ? 'vertical' : 'horizontal',
        actionAlignment: narrow.matches ? 'stretch' : 'left',
        buttonSpacing: 10,
        maxActions: 6,
        spacing: 'medium',
      },
      containerStyles: {
        default: { backgroundColor: 'transparent', foregroundColors: colours },
        emphasis: { backgroundColor: colour('--bubble'), foregroundColors: colours },
      },
      inputs: { errorMessage: { color: 'attention', size: 'default' } },
    };
  }

  // The secure page opens above the chat, and the CAPTCHA is heard in it. In somebody else's page its cookies do not work: there it opens by itself.
  const cardAction = () => next => given => {
    const { type, value } = given.cardAction;
    if (type === 'openUrl' && URL.canParse(value, location.href)) {
      const address = new URL(value, location.href);
      if (address.origin === location.origin && window.top === window && /^\/r\/[^/]+$/.test(address.pathname)) {
        return window.overlay.open(address.pathname, chat.token);
      }

      if (address.origin === location.origin && /^\/captcha\/[^/]+\.wav$/.test(address.pathname)) {
        return play(address.href);
      }
    }

    return next(given);
  };

  function play(address) {
    sound?.pause();
    sound = new Audio(address);
    say(texts.playingSound);
    sound.addEventListener('ended', () => say(''));
    return sound.play().catch(() => say(texts.soundFailed));
  }

  // A challenge that somebody answered already comes again when the conversation is replayed: then their answer follows at once.
  function heard(activity, store) {
    if (activity.from?.role === 'user') {
      work = null;
      return;
    }

    const asked = activity.channelData?.proofOfWork ?? (activity.type === 'event' && activity.name === 'proofOfWork' ? activity.value : null);
    if (asked) {
      work = asked;
      setTimeout(() => { if (work === asked) { prove(asked, store); } }, REPLAY_MILLISECONDS);
    }
  }

  // Every message of the bot says its language. When another was chosen in the chat, page and widget follow; a replayed conversation may have
  // spoken several, and the last one counts.
  function follow(activity) {
    const language = activity.from?.role === 'bot' && activity.type === 'message' ? known(activity.locale)?.split('-')[0] : null;
    if (language && language !== wanted) {
      wanted = language;
      setTimeout(() => { if (wanted === language && language !== document.documentElement.lang) { speak(language); } }, REPLAY_MILLISECONDS);
    }
  }

  async function speak(language) {
    const address = new URL(location.href);
    address.searchParams.set('lang', language);
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(15000) });
      const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (wanted === language && other.documentElement.lang === language) {
        translate(other);
        history.replaceState(null, '', address);
      }
    } catch {
      // The chat goes on as it is; the next message says the language again.
    }

    if (wanted === language) {
      wanted = document.documentElement.lang;
    }
  }

  // The page in the other language is the same page: what stands in it takes the place of what stands here.
  function translate(other) {
    const words = other.querySelectorAll('[data-words]');
    for (const [place, mine] of document.querySelectorAll('[data-words]').entries()) {
      if (mine.hasAttribute('aria-label')) {
        mine.setAttribute('aria-label', words[place].getAttribute('aria-label'));
      } else {
        mine.replaceChildren(...words[place].childNodes);
      }
    }

    document.title = other.title;
    document.documentElement.lang = other.documentElement.lang;
    page.dataset.texts = other.body.dataset.texts;
    texts = JSON.parse(page.dataset.texts);
    locale = localeOf(document.documentElement.lang);
    if (chat && !chat.dead) {
      render();
    }
  }

  async function prove({ salt, bits, nonce: name }, store) {
    say(texts.checkingBrowser);
    const answer = String(await window.proofOfWork(salt, bits));
    say('');
    store.dispatch({ type: 'WEB_CHAT/SEND_POST_BACK', payload: { value: { answer, nonce: name } } });
  }

  // Direct Line mends a broken stream by itself but says nothing meanwhile.
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('open', () => {
        if (!chat.dead) {
          clearTimeout(patience);
          trouble.hidden = true;
          say('');
        }
      });
      this.addEventListener('close', () => {
        if (!chat.dead) {
          say(texts.reconnecting);
          clearTimeout(patience);
          patience = setTimeout(giveUp, PATIENCE_MILLISECONDS);
        }
      });
    }
  };

  function giveUp() {
    say('');
    trouble.hidden = false;
  }

  // One tab has a conversation: the one that took it last. The server keeps one stream for it, and two tabs would take it from each other for
  // ever. Where the browser has no locks (it has none without HTTPS) they still do.
  function hold(token) {
    letGo();
    const held = new Promise(done => { letGo = done; });
    const mine = letGo;
    navigator.locks?.request(`chat ${conversationOf(token)}`, { steal: true }, () => held).catch(error => {
      if (error.name === 'AbortError' && mine === letGo) {
        rest();
      }
    });
  }

  function conversationOf(token) {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).conv;
  }

  // Another tab has the chat now. Who was typing here finds the way back under their hands.
  function rest() {
    stop();
    sound?.pause();
    work = null;
    say('');
    trouble.hidden = true;
    newChat.hidden = true;
    elsewhere.textContent = texts.goesOnElsewhere;
    continueHere.hidden = false;
    const typing = webchat.contains(document.activeElement);
    webchat.replaceChildren();
    if (typing) {
      continueHere.focus();
    }
  }

  function mount(token, resumed) {
    const place = document.createElement('div');
    webchat.replaceChildren(place);
    const directLine = window.WebChat.createDirectLine({ domain, token, webSocket: true, conversationStartProperties: { locale } });
    const store = window.WebChat.createStore({}, () => next => action => {
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
        heard(action.payload.activity, store);
        follow(action.payload.activity);
      }

      return next(action);
    });
    store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: chat?.store.getState().sendBoxValue ?? '' } });
    const mine = { token, place, directLine, store, since: 0, dead: false };
    chat = mine;
    directLine.connectionStatus$.subscribe(now => {
      if (mine.dead) {
        return;
      }

      if (now === ONLINE) {
        mine.since ||= Date.now();
        say('');
      } else if (now >= EXPIRED) {
        again(resumed && mine.since === 0);
      }
    });
    render();
  }

  function render() {
    window.WebChat.renderWebChat({
      directLine: chat.directLine,
      store: chat.store,
      locale,
      nonce,
      styleOptions: look(),
      adaptiveCardsHostConfig: cardLook(),
      cardActionMiddleware: cardAction,
    }, chat.place);
  }

  async function connect() {
    const mine = ++attempt;
    trouble.hidden = true;
    elsewhere.textContent = '';
    continueHere.hidden = true;
    say(failures === 0 ? texts.connecting : texts.reconnecting);
    try {
      const kept = await resume();
      const token = kept ?? await begin();
      if (mine !== attempt) {
        return;
      }

      if (!kept) {
        keep(token);
      }

      hold(token);
      mount(token, kept !== null);
      newChat.hidden = false;
    } catch {
      if (mine === attempt) {
        again(false);
      }
    }
  }

  // The connection is dead: mount anew, after a while, with another token.
  async function again(spoilt) {
    if (chat) {
      chat.dead = true;
      failures = chat.since && Date.now() - chat.since > SETTLED_MILLISECONDS ? 0 : failures;
    }

    const mine = attempt;
    if (spoilt) {
      await forget();
    }

    if (mine !== attempt) {
      return;
    }

    if (failures < WAITS.length) {
      say(texts.reconnecting);
      retry = setTimeout(connect, WAITS[failures++] * 1000);
    } else {
      giveUp();
    }
  }

  async function refresh() {
    const mine = chat;
    if (mine?.since && !mine.dead) {
      try {
        mine.token = await ask('POST', `${domain}/tokens/refresh`, mine.token);
        if (!mine.dead) {
          await keep(mine.token);
        }
      } catch {
        // Web Chat renews its own token and says so when it cannot.
      }
    }
  }

  // What was begun before counts no more.
  function stop() {
    attempt++;
    clearTimeout(patience);
    clearTimeout(retry);
    if (chat) {
      chat.dead = true;
      chat.directLine.end();
    }
  }

  function restart() {
    stop();
    failures = 0;
    return connect();
  }

  document.getElementById('try-again').addEventListener('click', restart);

  continueHere.addEventListener('click', async () => {
    await restart();
    document.getElementById('chat').focus();
  });

  newChat.addEventListener('click', async () => {
    if (window.confirm(texts.newChatSure)) {
      chat.store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: '' } });
      await forget();
      await restart();
      document.getElementById('chat').focus();
    }
  });

  for (const view of [dark, narrow]) {
    view.addEventListener('change', () => { if (chat && !chat.dead) { render(); } });
  }


  setInterval(refresh, REFRESH_MILLISECONDS);
  connect();
})();
