// The session of a page that was open for long may be over: what stands on the page stays, and people are told.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  if (!window.jQuery) {
    return;
  }
  jQuery(document).on('pfAjaxError', (event, answer) => {
    const words = answer && answer.status === 401
      ? 'Your session is over. Copy what you wrote, then sign in again in another tab; this page goes on working after a reload.'
      : 'The server did not answer. Nothing was lost; try again.';
    const told = document.querySelector('.told');
    const list = document.createElement('ul');
    const item = document.createElement('li');
    item.className = 'bad';
    item.textContent = words;
    list.append(item);
    told.querySelectorAll('ul').forEach(old => old.remove());
    told.append(list);
    told.scrollIntoView({ block: 'nearest' });
  });
});
