import { selectMerchant } from '../../db/queries/invoices.ts';
import { addDays, localDateAt } from '../../domain/calendar.ts';
import { NO_DETAILS, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { ledgerOf, UNTOUCHED } from '../../domain/ledger/ledger.ts';
import type { MessageSetting } from '../../domain/message-view.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { transferFor } from '../../domain/profile/transfer.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { profileOf } from '../facts/profile.ts';

type Ask = { readonly look: { readonly brandColor: string; readonly footer: string } };
export type Sample = { readonly view: InvoiceView; readonly setting: MessageSetting };

/** A made-up invoice of the business, as it would look with a colour and a closing line. Nothing of it is stored. */
export async function sampleInvoice(ctx: Context, { scope, look }: Scoped<Ask>): Promise<Outcome<Sample>> {
  const [merchant] = await selectMerchant(ctx.db, scope.merchantId);
  if (merchant === undefined) throw new Error('a member of a business without one');
  const { locale, timeZone, defaultCurrency: currency } = merchant;
  const now = ctx.now();
  const issuedOn = localDateAt(now, timeZone);
  const footer = look.footer.trim() === '' ? null : look.footer;
  const transfer = transferFor(currency, profileOf(merchant));
  const page = ctx.links.page('/');
  const view: InvoiceView = {
    number: 'SAMPLE-0001',
    status: 'open',
    overdue: false,
    paymentStatus: 'none',
    currency,
    locale,
    issuedOn,
    dueOn: addDays(issuedOn, 14),
    paidOn: null,
    voidedOn: null,
    seenOn: null,
    merchant: merchantView(ctx, { ...merchant, brandColor: look.brandColor, footer }, locale),
    customer: {
      name: 'Ada Lovelace',
      addressLines: ['12 St James’s Square', 'London'],
      email: 'ada@example.com',
      taxIds: [],
    },
    lines: [line('Workshop', 2, 60_000), line('Travel', 1, 4_500)],
    lineCount: 2,
    subtotal: 124_500,
    discountTotal: 0,
    adjustments: [],
    taxes: [],
    rates: [],
    taxNotes: [],
    total: 124_500,
    deductions: null,
    amountPaid: 0,
    amountCredited: 0,
    creditNotes: [],
    attachments: [],
    correction: null,
    amountRemaining: 124_500,
    ledger: ledgerOf({ ...UNTOUCHED, status: 'open', total: 124_500, timeZone }),
    notes: null,
    details: NO_DETAILS,
    noLinkReason: null,
    links: { view: page, pdf: page, xml: null, pay: page, allLines: null },
    payment: null,
    transfer: transfer === null ? null : { to: transfer, reference: null, isReplaced: false },
  };
  const setting = { at: now, timeZone, covers: [], links: { pause: page, settings: page } };
  return done({ view, setting });
}

const line = (description: string, quantity: number, unitAmount: number) => ({
  description,
  quantity: String(quantity),
  unitAmount,
  unitDecimal: null,
  discount: 0,
  amount: quantity * unitAmount,
  taxLabels: [],
  details: NO_LINE_DETAILS,
});
