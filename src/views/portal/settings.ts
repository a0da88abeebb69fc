import type { MethodCard } from '../../domain/collection/types.ts';
import { ICONS } from '../components/icons.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { isolate } from '../text.ts';
import { portalPage, postForm, type Said } from './frame.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, sayingOf, writerOf } from './settings-writer.ts';

/** A method as it is listed. Instants in ms. */
export type ListedMethod = {
  readonly id: string;
  readonly card: MethodCard;
  readonly state: 'pending_verification' | 'usable' | 'unusable';
  readonly stateReason: string | null;
  readonly isRemoving: boolean;
  readonly isExpired: boolean;
  readonly isDefault: boolean;
  readonly verification: {
    readonly setupId: string;
    readonly arrivesAt: number;
    readonly verifyBy: number;
  } | null;
};

export type SettingsView = {
  readonly isConnected: boolean;
  readonly methods: readonly ListedMethod[];
  readonly ended: readonly {
    readonly card: MethodCard;
    readonly why: 'attempts_exceeded' | 'timed_out' | 'deposits_failed';
  }[];
  /** Invoices that could not be charged, with their pay links. Amounts in minor units. */
  readonly failed: readonly {
    readonly number: string;
    readonly currency: string;
    readonly amountRemaining: number;
    readonly payUrl: string;
  }[];
  /** Names the set-up that a button begins, so that pressing it twice begins one. */
  readonly setupId: string;
  /** Why what was asked was not done; null where nothing was. */
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};

/** Payment settings: what is on file, in the order of charging, and how to add to it. */
export function settingsPage(view: SettingsView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.settings;
  const refused: Said | null =
    view.refused === null ? null : { tone: 'bad', text: refusalText(writer, view.refused) };
  const body = html`<h1>${words.title}</h1><p class="lead">${words.explained(isolate(context.visit.merchant.name))}</p>${failed(view, writer)}${ended(view, writer)}${methods(view, context, writer)}${add(view, context, writer)}`;
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: refused ?? sayingOf(writer, context.said),
    body,
  });
}

/** A refusal as a sentence; those that need an amount are said where it is asked for. */
export function refusalText({ own }: SettingsWriter, reason: keyof SettingsWriter['own']['refused']): string {
  const text = own.refused[reason];
  return typeof text === 'string' ? text : text('');
}

function failed({ failed: invoices }: SettingsView, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  if (invoices.length === 0) return NOTHING;
  const items = invoices.map(({ number, currency, amountRemaining, payUrl }) => {
    const amount = writer.amount(currency, amountRemaining);
    return html`<li><b>${isolate(number)}</b> <a href="${payUrl}" aria-label="${words.payOf(isolate(number), amount)}">${words.pay(amount)}</a></li>`;
  });
  return html`<section class="said wait"><h2>${words.failedTitle}</h2><p>${words.failed}</p><ul class="plainlist">${items}</ul></section>`;
}

function ended({ ended: all }: SettingsView, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  const items = all.map(
    ({ card, why }) =>
      html`<p class="said bad">${words.ended[why](writer.card(card))} <a href="/portal/settings/bank">${words.addAgain}</a></p>`,
  );
  return html`${items}`;
}

function methods(view: SettingsView, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  if (view.methods.length === 0) return html`<p class="lead">${words.none}</p>`;
  const rows = view.methods.map((method, index) => row(method, index, view, context, writer));
  const order = view.methods.length > 1 ? html`<p class="small soft">${words.order}</p>` : NOTHING;
  return html`<section><h2>${words.methods}</h2>${order}<ol class="methods">${rows}</ol></section>`;
}

function row(
  method: ListedMethod,
  index: number,
  view: SettingsView,
  context: SettingsContext,
  writer: SettingsWriter,
): Html {
  const words = writer.own.settings;
  const name = writer.card(method.card);
  const { visit } = context;
  const hidden = html`<input type="hidden" name="method" value="${method.id}">`;
  const isBelowTop = index > (view.methods[0]?.isDefault ? 1 : 0);
  const isAboveEnd = index < view.methods.length - 1 && !method.isDefault;
  const moves = [
    ...(isBelowTop && !method.isDefault ? [['up', words.up, words.upOf(name)] as const] : []),
    ...(isAboveEnd ? [['down', words.down, words.downOf(name)] as const] : []),
  ].map(([to, label, full]) =>
    postForm(
      visit,
      '/portal/settings/move',
      html`${hidden}<input type="hidden" name="to" value="${to}"><button class="text" aria-label="${full}">${label}</button>`,
    ),
  );
  const canBeDefault = method.state === 'usable' && !method.isDefault && !method.isExpired;
  const makeDefault = canBeDefault
    ? postForm(
        visit,
        '/portal/settings/default',
        html`${hidden}<button class="text" aria-label="${words.makeDefaultOf(name)}">${words.makeDefault}</button>`,
      )
    : NOTHING;
  const verify =
    method.verification === null
      ? NOTHING
      : html`<a href="/portal/settings/verify/${method.verification.setupId}" aria-label="${words.verifyOf(name)}">${words.verify}</a>`;
  const remove = method.isRemoving
    ? NOTHING
    : html`<a href="/portal/settings/remove/${method.id}" aria-label="${words.removeOf(name)}">${words.remove}</a>`;
  return html`<li><div><b dir="auto">${name}</b>${status(method, writer)}${detail(method, writer)}</div><div class="acts">${verify}${makeDefault}${moves}${remove}</div></li>`;
}

/** A word, a colour and an icon that mean the same. */
function status(method: ListedMethod, writer: SettingsWriter): Html {
  const words = writer.own.settings.state;
  const [tone, icon, word] = method.isRemoving
    ? (['wait', ICONS.clock, words.removing] as const)
    : method.state === 'pending_verification'
      ? (['wait', ICONS.clock, words.pending] as const)
      : method.state === 'unusable'
        ? (['bad', ICONS.cross, words.blocked] as const)
        : method.isExpired
          ? (['bad', ICONS.cross, words.expired] as const)
          : (['good', ICONS.check, method.isDefault ? words.default : words.usable] as const);
  return html`<span class="status ${tone}">${icon}<span>${word}</span></span>`;
}

function detail(method: ListedMethod, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  const { card, verification } = method;
  if (verification !== null) {
    const [arrives, until] = [writer.day(verification.arrivesAt), writer.day(verification.verifyBy)];
    return html`<p class="small soft">${words.verifyBy(arrives, until)}</p>`;
  }
  if (method.state === 'unusable' && !method.isRemoving) {
    const reasons: Readonly<Record<string, string>> = words.blocked;
    const reason = method.stateReason ?? 'other';
    const text = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
    return html`<p class="small soft">${text ?? words.blocked.other}</p>`;
  }
  if (card.kind !== 'card') return NOTHING;
  const month = writer.month(card.expMonth, card.expYear);
  return html`<p class="small soft">${method.isExpired ? words.expired(month) : words.expires(month)}</p>`;
}

function add({ isConnected, setupId }: SettingsView, context: SettingsContext, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  if (!isConnected) return html`<p class="lead">${words.notConnected}</p>`;
  const card = postForm(
    context.visit,
    '/portal/settings/card',
    html`<input type="hidden" name="setup" value="${setupId}"><button class="button">${words.addCard}</button>`,
  );
  return html`<section><h2>${words.add}</h2><ul class="ways"><li>${card}<p class="small soft">${words.addCardHint}</p></li><li><a class="plain" href="/portal/settings/bank">${words.addBank}</a><p class="small soft">${words.addBankHint}</p></li></ul></section>`;
}
