import { html } from 'hono/html';
import type { Fault } from '../api/faults.ts';
import { FAULT_KINDS } from '../api/faults.ts';
import { balanceOf } from '../balance/balance.ts';
import type { Link } from '../core/links.ts';
import { formatAmount } from '../core/money.ts';
import { type Kernel, type Scope, scopeFor } from '../core/scope.ts';
import type { StoredEvent } from '../store/records.ts';
import { readSwitch } from '../webhooks/switch.ts';
import { type Html, layout } from './layout.ts';
import { button, code, state, table, when } from './parts.ts';
import { accountName, SECTIONS, type Section } from './sections.ts';

const SHOWN = 10;
const PAGE = 50;
const HOUR = 3_600_000;

/** What the sandbox holds of one account, newest first, with buttons for its clock, its webhooks and its faults. */
export function overviewPage(
  kernel: Kernel,
  account: string,
  faults: Fault[],
  others: readonly Link[],
): Html {
  const scope = scopeFor(kernel, account);
  const back = `/?account=${account}`;
  const own = account === kernel.platform;
  return layout(
    'Stripe sandbox',
    html`<main>
<h1>Stripe sandbox</h1>
<p class="soft">${accountName(scope)} · <code>${account}</code> · test mode${
      own ? '' : html` · <a href="/">the platform’s own account</a>`
    }</p>
${others.length === 0 ? '' : links('Elsewhere', others)}
${links(
  'Lists',
  SECTIONS.map(({ name, title }) => ({ name: title, url: `#${name}` })),
)}
${clock(kernel, back)}
${webhooks(kernel, back)}
${faultRules(faults, back)}
<h2>Balance</h2>
${balance(scope)}
${SECTIONS.filter(({ name }) => name !== 'accounts' || own).map((each) => newest(each, scope, back))}
</main>`,
    { wide: true },
  );
}

/** One list in full, a page at a time. */
export function listPage(
  kernel: Kernel,
  account: string,
  section: Section,
  beyond: number | undefined,
): Html {
  const scope = scopeFor(kernel, account);
  const address = `/list/${section.name}?account=${account}`;
  const { rows, next } = section.page(scope, address, PAGE, beyond);
  const newer = beyond === undefined ? '' : html`<a href="${address}">Newest</a> `;
  const older = next === null ? '' : html`<a href="${address}&amp;after=${next}" rel="next">Older</a>`;
  return layout(
    `${section.title} · Stripe sandbox`,
    html`<main>
<p><a href="/?account=${account}">Back to the overview</a></p>
<h1>${section.title}</h1>
<p class="soft">${accountName(scope)} · <code>${account}</code></p>
${table(section.heads, rows, section.title)}
<p>${newer}${older}</p>
</main>`,
    { wide: true },
  );
}

/** One event with its contents and every attempt to deliver it. */
export function eventPage(kernel: Kernel, event: StoredEvent, owner: string): Html {
  const scope = scopeFor(kernel, owner);
  const index = { name: 'event', value: event.id };
  const rows = [...scope.store.scan('_delivery', owner, { index, order: 'oldest' })].flatMap(({ value }) =>
    value.attempts.length === 0
      ? [[code(value.endpointId), state(value.status), 'not tried yet', '']]
      : value.attempts.map((attempt) => [
          code(value.endpointId),
          state(value.status),
          when(Math.floor(attempt.at / 1000)),
          attempt.status === null ? (attempt.error ?? '') : String(attempt.status),
        ]),
  );
  return layout(
    `${event.type} · Stripe sandbox`,
    html`<main>
<p><a href="/?account=${owner}#events">Back to the overview</a></p>
<h1>${event.type}</h1>
<p class="soft"><code>${event.id}</code> · ${when(event.created)}</p>
<h2>Deliveries</h2>
${table(['Endpoint', 'State', 'Tried', 'Answer'], rows, 'Deliveries')}
<div class="row">${button('redeliver', { id: event.id, back: `/events/${event.id}` }, 'Deliver again')}</div>
<h2>Contents</h2>
<pre tabindex="0">${JSON.stringify(event, null, 2)}</pre>
</main>`,
    { wide: true },
  );
}

function links(label: string, all: readonly Link[]): Html {
  const anchors = all.map(({ name, url }) => html`<a href="${url}">${name}</a> `);
  return html`<nav class="sections" aria-label="${label}">${anchors}</nav>`;
}

function clock(kernel: Kernel, back: string): Html {
  const advance = (label: string, ms: number): Html => button('advance', { ms: String(ms), back }, label);
  return html`<h2>Clock</h2>
<p>${new Date(kernel.clock.now()).toISOString()}</p>
<div class="row">
${advance('+ 1 hour', HOUR)}
${advance('+ 1 day', 24 * HOUR)}
${advance('+ 4 days', 96 * HOUR)}
${advance('+ 30 days', 720 * HOUR)}
</div>`;
}

const MODES = [
  ['on', 'on'],
  ['off', 'off: kept back'],
  ['reorder', 'newest first'],
  ['drop', 'drop: lost'],
] as const;

function webhooks(kernel: Kernel, back: string): Html {
  const { mode, duplicate, delayMs } = readSwitch(kernel.store);
  const pending = kernel.store.dueTasks('delivery', Number.MAX_SAFE_INTEGER).length;
  return html`<h2>Webhooks</h2>
<p>Delivery is <strong class="${mode === 'on' ? 'good' : 'wait'}">${mode}</strong>; ${pending} pending.</p>
<form method="post" action="/do/webhooks" class="row end"><input type="hidden" name="back" value="${back}">
<div class="field"><label for="mode">Delivery</label>
<select id="mode" name="mode">${MODES.map(
    ([value, label]) =>
      html`<option value="${value}" ${value === mode ? html`selected` : ''}>${label}</option>`,
  )}</select></div>
<div class="field"><label for="duplicate">Further copies</label>
<input id="duplicate" name="duplicate" type="number" min="0" max="100" value="${duplicate}"></div>
<div class="field"><label for="delay">Delay in seconds</label>
<input id="delay" name="delay" type="number" min="0" value="${Math.round(delayMs / 1000)}"></div>
<button type="submit">Apply</button></form>
<div class="row">${button('flush', { back }, 'Deliver everything pending')}</div>`;
}

function faultRules(faults: Fault[], back: string): Html {
  const rows = faults.map((rule) => [
    rule.kind.replaceAll('_', ' '),
    `${rule.method} ${rule.pathPattern}`,
    String(rule.times),
    button('remove_fault', { id: String(rule.id), back }, 'Remove'),
  ]);
  return html`<h2>Faults</h2>
${table(['Kind', 'Calls', 'Times left', 'Actions'], rows, 'Faults')}
<form method="post" action="/do/add_fault" class="row end"><input type="hidden" name="back" value="${back}">
<div class="field"><label for="kind">Kind</label>
<select id="kind" name="kind">${FAULT_KINDS.map(
    (kind) => html`<option value="${kind}">${kind.replaceAll('_', ' ')}</option>`,
  )}</select></div>
<div class="field"><label for="method">Method</label>
<select id="method" name="method">
<option value="*">any</option><option>GET</option><option>POST</option><option>DELETE</option>
</select></div>
<div class="field"><label for="path">Path, * for any text</label>
<input id="path" name="path" type="text" value="/v1/*"></div>
<div class="field"><label for="times">Times</label>
<input id="times" name="times" type="number" min="1" value="1"></div>
<button type="submit">Add fault</button></form>`;
}

function balance(scope: Scope): Html {
  const { available, pending } = balanceOf(scope);
  const currencies = [...new Set([...available, ...pending].map(({ currency }) => currency))];
  const amount = (funds: typeof available, currency: string): string =>
    formatAmount(funds.find((each) => each.currency === currency)?.amount ?? 0, currency);
  return table(
    ['Currency', 'Available', 'Pending'],
    currencies.map((currency) => [
      currency.toUpperCase(),
      amount(available, currency),
      amount(pending, currency),
    ]),
    'Balance',
  );
}

function newest(section: Section, scope: Scope, back: string): Html {
  const { rows, next } = section.page(scope, `${back}#${section.name}`, SHOWN);
  const address = `/list/${section.name}?account=${scope.account}`;
  return html`<h2 id="${section.name}">${section.title}</h2>
${table(section.heads, rows, section.title)}
${next === null ? '' : html`<p><a href="${address}">All ${section.title.toLowerCase()}</a></p>`}`;
}
