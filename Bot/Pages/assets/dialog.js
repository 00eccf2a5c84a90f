'use strict';

// The page is a dialog of Teams: says that it is there, and closes it when all is done. Without this it is closed by hand.
(async () => {
  const DONE_MILLISECONDS = 4000;
  const { app, dialog } = window.microsoftTeams ?? {};
  try {
    await app.initialize();
    app.notifySuccess();
  } catch {
    return;
  }

  const close = () => dialog.url.submit();
  for (const way of document.querySelectorAll('[data-close]')) {
    way.hidden = false;
    way.addEventListener('click', event => {
      event.preventDefault();
      close();
    });
  }

  // The chat says the same by itself, so nothing is lost; whoever touches the page reads it in peace.
  if (document.getElementById('done')) {
    const wait = setTimeout(close, DONE_MILLISECONDS);
    for (const sign of ['keydown', 'pointerdown', 'wheel']) {
      window.addEventListener(sign, () => clearTimeout(wait), { once: true });
    }
  }
})();
