/**
 * Draws `<main>` anew where something is under way: whenever the business's stream of events says that it changed (`data-live`), or
 * every few seconds (`data-again`). Nothing that somebody types in is taken from them: the page says that it changed instead.
 */
export const AGAIN = `
const main = () => document.querySelector('main');
const IDLE_MS = 30 * 60 * 1000;
let stream = null, timer = 0, stirredAt = Date.now();

const isTouched = (field) => {
  if (field.type === 'hidden' || field.readOnly) return false;
  if (field === document.activeElement && field.matches('input:not([type=checkbox],[type=radio]),textarea,select')) return true;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.tagName === 'SELECT')
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.value !== field.defaultValue;
};
const isInUse = () => document.querySelector('dialog[open]') !== null || [...main().querySelectorAll('input,textarea,select')].some(isTouched);

const markOf = (element) => element.id || element.getAttribute('href') || element.getAttribute('name') || element.textContent;
const openOnes = (within) => [...within.querySelectorAll('details[open]>summary')].map((one) => one.textContent);

/** What is read of it: what is only there without script is not. */
function textOf(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll('noscript')) part.remove();
  return copy.textContent;
}

function put(next) {
  const now = main();
  const focused = now.contains(document.activeElement) ? markOf(document.activeElement) : null;
  const open = openOnes(now);
  for (const summary of next.querySelectorAll('details>summary'))
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  now.replaceWith(document.adoptNode(next));
  if (focused === null) return;
  [...next.querySelectorAll('a,button,summary,input')].find((one) => markOf(one) === focused)?.focus({ preventScroll: true });
}

async function showAgain() {
  const answer = await fetch(location.href).catch(() => null);
  // Signed out, or gone: the page stays as it is, and the next press says why.
  if (answer === null || !answer.ok || answer.redirected) return stop();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.querySelector('main');
  if (next === null || textOf(next) === textOf(main())) return;
  const said = document.getElementById('told');
  if (isInUse()) {
    const { changed } = said.dataset;
    const link = Object.assign(document.createElement('a'), { href: location.href, textContent: said.dataset.show });
    said.replaceChildren(changed + ' ', link);
    said.className = 'said';
    return;
  }
  const wasLive = main().dataset.live;
  put(next);
  document.title = page.title;
  said.className = 'hidden';
  said.textContent = said.dataset.drawn;
  if (main().dataset.live !== wasLive) follow();
}

function stop() {
  stream?.close();
  stream = null;
  clearTimeout(timer);
}

function follow() {
  stop();
  if (document.hidden || Date.now() - stirredAt > IDLE_MS) return;
  const { live, again } = main().dataset;
  if (live !== undefined) {
    stream = new EventSource(live);
    stream.addEventListener('changed', showAgain);
  } else if (again !== undefined) {
    timer = setTimeout(() => showAgain().finally(follow), Number(again) * 1000);
  }
}

for (const kind of ['pointerdown', 'keydown', 'visibilitychange'])
  document.addEventListener(kind, () => {
    const wasIdle = Date.now() - stirredAt > IDLE_MS;
    stirredAt = Date.now();
    if (wasIdle || kind === 'visibilitychange') follow();
  });
addEventListener('pagehide', stop);
addEventListener('pageshow', follow);
setInterval(() => Date.now() - stirredAt > IDLE_MS && stop(), 60000);
`;
