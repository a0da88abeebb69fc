/**
 * Forms: what the browser finds wrong with a field is said under it as soon as it is left, and a button that was pressed says that it
 * is at work and sends nothing twice.
 */
export const FORMS = `
const CONTROLS = 'input:not([type=hidden]),textarea,select';
const FREE_MS = 8000;
let wrongs = 0;

function tell(control) {
  const said = document.getElementById(control.dataset.wrong ?? '');
  if (control.validity.valid) {
    if (said === null) return;
    said.remove();
    control.removeAttribute('aria-invalid');
    const others = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== control.dataset.wrong);
    if (others.length > 0) control.setAttribute('aria-describedby', others.join(' '));
    else control.removeAttribute('aria-describedby');
    delete control.dataset.wrong;
    return;
  }
  if (said !== null) return void (said.textContent = control.validationMessage);
  const id = 'wrong-' + ++wrongs;
  control.dataset.wrong = id;
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', [control.getAttribute('aria-describedby') ?? '', id].join(' ').trim());
  control.after(Object.assign(document.createElement('span'), { id, className: 'wrong small block', textContent: control.validationMessage }));
}

document.addEventListener('focusout', ({ target }) => {
  if (target.matches(CONTROLS) && target.closest('main form') !== null && target.value !== '') tell(target);
});
document.addEventListener('input', ({ target }) => target.dataset.wrong !== undefined && tell(target));
document.addEventListener('invalid', ({ target }) => target.matches(CONTROLS) && tell(target), true);

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (form.getAttribute('method') !== 'post' || event.defaultPrevented || (submitter?.formTarget || form.target) !== '') return;
  if (form.dataset.sent !== undefined) return event.preventDefault();
  form.dataset.sent = '';
  submitter?.setAttribute('aria-busy', 'true');
  // What is downloaded, or not answered, leaves the page where it is.
  setTimeout(free, FREE_MS);
});
function free() {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
}
addEventListener('pageshow', free);
`;
