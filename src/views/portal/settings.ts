import type { CollectPolicy, MethodCard } from '../../domain/collection/types.ts';
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
  /** A card whose last month is near or over: another one can take its place in one step. */
  readonly isEnding: boolean;
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
  /** Invoices that could not be charged and can be paid now. Amounts in minor units. */
  readonly failed: readonly {
    readonly id: string;
    readonly number: string;
    readonly currency: string;
    readonly amountRemaining: number;
  }[];
  /** When invoices are charged by themselves, and whether that is the customer's own word. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
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
  const body = html`<h1>${words.title}</h1><p class="lead">${words.explained(isolate(context.visit.merchant.name))}</p>${automatic(view, context, writer)}${failed(view, writer)}${ended(view, writer)}${methods(view, context, writer)}${add(view, context, writer)}`;
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

/** Whoever adds a method is told here what it is charged for by itself. */
function automatic(
  { policy, isOwnWord }: SettingsView,
  context: SettingsContext,
  writer: SettingsWriter,
): Html {
  if (policy === 'never') return NOTHING;
  const { autopay } = writer.own;
  const when = autopay.when[policy];
  const text = isOwnWord ? autopay.on(when) : autopay.byMerchant(isolate(context.visit.merchant.name), when);
  return html`<p class="lead">${text} <a href="/portal/autopay">${writer.portal.nav.autopay}</a></p>`;
}

function failed({ failed: invoices }: SettingsView, writer: SettingsWriter): Html {
  const words = writer.own.settings;
  if (invoices.length === 0) return NOTHING;
  const items = invoices.map(({ id, number, currency, amountRemaining }) => {
    const amount = writer.amount(currency, amountRemaining);
    return html`<li><b>${isolate(number)}</b> <a href="${payPath(id)}" aria-label="${writer.own.of(words.pay(amount), writer.own.autopay.invoiceNumber(isolate(number)))}">${words.pay(amount)}</a></li>`;
  });
  return html`<div class="said wait"><h2>${words.failedTitle}</h2><p>${words.failed}</p><ul class="plainlist">${items}</ul></div>`;
}

/** Where an invoice is paid with a method on file in one press, or with another one. */
export const payPath = (invoiceId: string): string => `/portal/pay?invoice=${invoiceId}`;

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
  const { of } = writer.own;
  const name = writer.card(method.card);
  const { visit } = context;
  const hidden = html`<input type="hidden" name="method" value="${method.id}">`;
  const isBelowTop = index > (view.methods[0]?.isDefault ? 1 : 0);
  const isAboveEnd = index < view.methods.length - 1 && !method.isDefault;
  const moves = [
    ...(isBelowTop && !method.isDefault ? [['up', words.up, of(words.up, name)] as const] : []),
    ...(isAboveEnd ? [['down', words.down, of(words.down, name)] as const] : []),
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
        html`${hidden}<button class="text" aria-label="${of(words.makeDefault, name)}">${words.makeDefault}</button>`,
      )
    : NOTHING;
  const replace =
    method.isEnding && view.isConnected
      ? postForm(
          visit,
          '/portal/settings/replace',
          html`${hidden}<input type="hidden" name="setup" value="${view.setupId}"><button class="text" aria-label="${of(words.replace, name)}">${words.replace}</button>`,
        )
      : NOTHING;
  const verify =
    method.verification === null
      ? NOTHING
      : html`<a href="/portal/settings/verify/${method.verification.setupId}" aria-label="${of(words.verify, name)}">${words.verify}</a>`;
  const remove = method.isRemoving
    ? NOTHING
    : html`<a href="/portal/settings/remove/${method.id}" aria-label="${of(words.remove, name)}">${words.remove}</a>`;
  return html`<li><div><b dir="auto">${name}</b>${status(method, writer)}${detail(method, writer)}</div><div class="acts">${verify}${replace}${makeDefault}${moves}${remove}</div></li>`;
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
          ? (['bad', ICONS.cross, expiredText(method, writer)] as const)
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
  if (card.kind !== 'card' || method.isExpired) return NOTHING;
  return html`<p class="small soft">${words.expires(writer.month(card.expMonth, card.expYear))}</p>`;
}

const expiredText = ({ card }: ListedMethod, writer: SettingsWriter): string =>
  card.kind === 'card' ? writer.own.settings.expired(writer.month(card.expMonth, card.expYear)) : '';

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
