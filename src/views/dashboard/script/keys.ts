/**
 * Single keys: `g` and a letter for a page, a letter for what a link or button with `data-key` does, `j` and `k` through a list, `x` to
 * tick. They can be turned off, since speech input types letters (WCAG 2.2, 2.1.4).
 */
export const KEYS = `
const KEPT = 'quittance-keys';
const sheet = document.getElementById('keys');
const areOn = () => localStorage.getItem(KEPT) !== 'off';
const isTyping = (element) => element.matches('input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]');
const rowLinks = () => [...main().querySelectorAll('table tbody tr')].flatMap((row) => row.querySelector('a[href]') ?? []);
let isGoing = 0;

const pressed = (element) => (element.matches('input') ? element.focus() : element.click());

function step(by) {
  const links = rowLinks();
  const at = links.findIndex((link) => link.closest('tr').contains(document.activeElement));
  links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === 'k') {
    event.preventDefault();
    return openPalette();
  }
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
  if (!areOn() || document.querySelector('dialog[open]') !== null || isTyping(target)) return;
  const wasGoing = Date.now() - isGoing < 1500;
  isGoing = 0;
  const found = wasGoing
    ? document.querySelector('nav [data-go="' + CSS.escape(key) + '"]')
    : document.querySelector('[data-key="' + CSS.escape(key) + '"]');
  if (found !== null) pressed(found);
  else if (key === 'g') isGoing = Date.now();
  else if (key === '?') sheet.showModal();
  else if (key === '/') (main().querySelector('[name=search],input[type=search]') ?? { focus: openPalette }).focus();
  else if (key === 'j') step(1);
  else if (key === 'k') step(-1);
  else if (key === 'x') target.closest('tr')?.querySelector('input[type=checkbox]')?.click();
  else return;
  event.preventDefault();
});

const areOnBox = document.getElementById('keys-on');
areOnBox.checked = areOn();
areOnBox.addEventListener('change', () => localStorage.setItem(KEPT, areOnBox.checked ? 'on' : 'off'));
`;
