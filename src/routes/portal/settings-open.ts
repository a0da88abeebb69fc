import { Hono } from 'hono';
import { chooseForOpen } from '../../operations/autopay/choose-for-open.ts';
import { readOpenInvoices } from '../../operations/autopay/read-open-invoices.ts';
import { MOST_AT_ONCE, type Order, type OrderLine } from '../../operations/checkout/order.ts';
import { openInvoicesPage } from '../../views/portal/open-invoices.tsx';
import { payPath } from '../../views/portal/pay-path.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { payOrder } from './pay.ts';
import { done, respondMissing, respondPortal, respondUndone } from './respond.ts';
import { choiceForm } from './schemas/choice.ts';
import type { Shown } from './schemas/pay.ts';
import { portalForm } from './validate.ts';

const SETTINGS = '/portal/settings';
const OPEN = '/portal/settings/open-invoices';

/** What becomes of the invoices that were open when a method came on file. Opening the page changes nothing. */
export const openInvoiceRoutes = new Hono<PortalEnv>()
  .get('/', (c) => show(c, false))
  .post(
    '/',
    portalForm(choiceForm, (c, { fields }) => (fields.has('invoice') ? respondMissing(c) : show(c, true))),
    async (c) => {
      const { shown, choice, methodId, isWhole } = c.req.valid('form');
      const [first, ...others] = shown;
      if (first === undefined) return show(c, true);
      const invoiceIds = shown.map(({ id }) => id);
      const chosen = { choice, invoiceIds, methodId: choice === 'pay_now' ? methodId : null };
      const kept = await chooseForOpen(c.get('ctx'), { who: c.get('portal'), chosen });
      if (kept.kind !== 'done') {
        return respondUndone(c, kept, {
          invoice_closed: () => done(c, SETTINGS, 'choice_closed'),
          page: ({ sentence }) =>
            done(
              c,
              SETTINGS,
              sentence === 'stopped_meanwhile' ? 'choice_not_automatically' : 'choice_unknown',
            ),
        });
      }
      switch (choice) {
        case 'pay_now':
          // Of a part of what was listed the page named no total: the review page does, before anything is paid.
          if (methodId === null || !isWhole || (await isAnyInParts(c, invoiceIds))) {
            return done(c, payPath(invoiceIds));
          }
          return payOrder(c, orderOf(c, first, others, methodId), {
            selection: { kind: 'these', ids: invoiceIds },
          });
        case 'on_due_date':
          return done(c, SETTINGS, 'choice_on_due_date');
        case 'not_automatically':
          return done(c, SETTINGS, kept.value === 'kept' ? 'choice_not_automatically' : 'choice_under_way');
        default:
          return choice satisfies never;
      }
    },
  );

/** What is asked for of an invoice in parts may have become more since the page was shown. */
async function isAnyInParts(c: PortalContext, ids: readonly string[]): Promise<boolean> {
  const { value: groups } = await readOpenInvoices(c.get('ctx'), c.get('portal'));
  return groups.some(({ invoices }) => invoices.some(({ id, isInParts }) => isInParts && ids.includes(id)));
}

function orderOf(c: PortalContext, first: Shown, others: readonly Shown[], methodId: string): Order {
  const line = ({ id, version }: Shown): OrderLine => ({ invoiceId: id, version, amount: 'all' });
  return {
    from: { via: 'portal', owner: c.get('portal') },
    lines: [line(first), ...others.map(line)],
    methodId,
  };
}

/** A customer who has added a method goes on to what is open, or back to the settings where nothing is. */
export async function afterAdding(c: PortalContext, word: string): Promise<Response> {
  const open = await readOpenInvoices(c.get('ctx'), c.get('portal'));
  return done(c, open.value.length === 0 ? SETTINGS : OPEN, word);
}

async function show(c: PortalContext, isIncomplete: boolean): Promise<Response> {
  const open = await readOpenInvoices(c.get('ctx'), c.get('portal'));
  if (open.value.length === 0) return done(c, SETTINGS);
  const view = { groups: open.value, most: MOST_AT_ONCE, isIncomplete };
  return respondPortal(c, isIncomplete ? 422 : 200, (context) => openInvoicesPage(view, context), {
    leadsToStripe: true,
  });
}
