'use strict';
// The page works without this: each form has a button. It adds that a choice is kept at once, without leaving the page.
const words = document.getElementById('words');
const pending = new WeakMap();

let queue = Promise.resolve();

// One after the other, so that the last choice is kept last.
function keep(form) {
  clearTimeout(pending.get(form));
  queue = queue.then(() => send(form));
}

async function send(form) {
  const said = form.querySelector('output'), data = new FormData(form);
  said.className = '';
  said.textContent = words.dataset.saving;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data), keepalive: true,
      headers: { Accept: 'application/json' } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.failed);
    said.textContent = told.saved;
    document.getElementById('progress').textContent = told.progress;
    const chosen = form.querySelector('[name=verdict]:checked');
    form.closest('.card')?.classList.toggle('decided', Boolean(chosen && chosen.value));
  } catch (error) {
    said.className = 'failed';
    said.textContent = error instanceof TypeError || error instanceof SyntaxError ? words.dataset.failed : error.message;
  }
}

for (const form of document.querySelectorAll('form[data-keep]')) {
  form.addEventListener('change', () => keep(form));
  // What is being typed is kept too, a moment after the last key.
  form.addEventListener('input', event => {
    if (event.target.type === 'radio') return;
    clearTimeout(pending.get(form));
    pending.set(form, setTimeout(keep, 1000, form));
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const agreed = event.submitter?.name === 'agree' && form.querySelector(`[name=verdict][value="${event.submitter.value}"]`);
    if (agreed) agreed.checked = true;
    keep(form);
  });
}
