/**
 * The palette: every page, what may be done on the page that is open, and what the search finds of invoices and customers, in one
 * list to type into. A combobox as the ARIA Authoring Practices Guide describes it; its search is the page *Search* itself.
 */
export const PALETTE = `
const palette = document.getElementById('palette');
const field = palette.querySelector('input');
const list = palette.querySelector('[role=listbox]');
const count = palette.querySelector('[role=status]');
const WAIT_MS = 200;
let offered = [], shown = [], active = 0, asked = 0, typing = 0;

const plain = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase().replace(/\\s+/g, ' ').trim();
const offerOf = (element, group) => ({ text: element.textContent.replace(/\\s+/g, ' ').trim(), group, element });

/** Every word that was typed begins one of its own. */
const isMeant = (text, typed) => plain(typed).split(' ').every((word) => (' ' + plain(text)).includes(' ' + word));

function openPalette() {
  if (palette.open) return;
  offered = [
    ...[...main().querySelectorAll('.actions a,.actions button,.acts-bar a,.acts-bar button')].map((one) => offerOf(one, 'here')),
    ...[...document.querySelectorAll('nav.panel ul a')].map((one) => offerOf(one, 'page')),
  ].filter(({ text }) => text !== '');
  field.value = '';
  palette.showModal();
  draw([]);
}

function draw(found) {
  const typed = field.value;
  shown = [...offered.filter(({ text }) => isMeant(text, typed)), ...found];
  active = 0;
  list.replaceChildren(...shown.map(({ text, group, note }, at) => {
    const option = Object.assign(document.createElement('div'), { id: 'offer-' + at });
    option.setAttribute('role', 'option');
    const name = Object.assign(document.createElement('span'), { textContent: text, dir: 'auto' });
    const kind = Object.assign(document.createElement('span'), { className: 'small soft', textContent: note ?? list.dataset[group] });
    option.append(name, ' ', kind);
    option.addEventListener('click', () => take(at));
    return option;
  }));
  count.textContent = shown.length === 0 ? (typed === '' ? '' : count.dataset.none) : count.dataset.count.replace('#', shown.length);
  mark();
}

function mark() {
  [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === active)));
  const option = list.children[active];
  if (option === undefined) field.removeAttribute('aria-activedescendant');
  else {
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }
}

function take(at) {
  const chosen = shown[at];
  if (chosen === undefined) return;
  palette.close();
  if (chosen.href !== undefined) location.href = chosen.href;
  else chosen.element.click();
}

async function search() {
  const [mine, typed] = [++asked, field.value.trim()];
  if (typed.length < 2) return draw([]);
  const address = palette.querySelector('form').action + '?search=' + encodeURIComponent(typed);
  const answer = await fetch(address).catch(() => null);
  if (mine !== asked) return;
  if (answer === null || !answer.ok || answer.redirected) return draw([]);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  draw([...page.querySelectorAll('main [data-found]')].map((link) => ({
    text: link.textContent.trim(), href: link.getAttribute('href'), note: link.dataset.found,
  })));
}

field.addEventListener('input', () => {
  draw([]);
  clearTimeout(typing);
  typing = setTimeout(search, WAIT_MS);
});
field.addEventListener('keydown', (event) => {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move !== undefined && shown.length > 0) active = (active + move + shown.length) % shown.length;
  else if (event.key === 'Enter' && shown.length > 0) return event.preventDefault(), take(active);
  else return;
  event.preventDefault();
  mark();
});
palette.addEventListener('click', (event) => event.target === palette && palette.close());
document.documentElement.classList.add('js');
document.querySelector('[data-palette]')?.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  openPalette();
});
`;
