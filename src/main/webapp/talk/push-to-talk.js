/** What uses the space bar itself when it has the focus. */
const OWN_SPACE = 'input, textarea, select, button, a, summary';

/**
 * A button that is held while one speaks, by pointer, finger or key; the space bar does the same from anywhere on the page
 * where it has no other use. Losing the window lets go.
 */
export function pushToTalk(button, on, { hold, letGo }) {
  const press = () => {
    button.classList.add('held');
    button.setAttribute('aria-pressed', 'true');
    hold();
  };
  const release = () => {
    if (button.classList.contains('held')) {
      button.classList.remove('held');
      button.setAttribute('aria-pressed', 'false');
      letGo();
    }
  };
  const isTalkKey = ({ key, target }) =>
    target === button ? key === ' ' || key === 'Enter' : key === ' ' && !target.closest?.(OWN_SPACE);

  button.addEventListener('pointerdown', event => {
    button.setPointerCapture(event.pointerId);
    press();
  });
  for (const end of ['pointerup', 'pointercancel', 'contextmenu']) {
    button.addEventListener(end, release);
  }
  addEventListener('keydown', event => {
    if (on() && isTalkKey(event)) {
      event.preventDefault(); // no scrolling, no click
      if (!event.repeat) {
        press();
      }
    }
  });
  addEventListener('keyup', event => {
    if (event.key === ' ' || event.key === 'Enter') {
      release();
    }
  });
  addEventListener('blur', release);
}
