import { localDateAt } from '../../domain/calendar.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { csvLine } from '../../domain/csv/write.ts';
import { listCandidates } from '../../operations/mapping/list-candidates.ts';
import { type ImportedClient, listImported } from '../../operations/mapping/read-import.ts';
import { clientPage } from '../../views/dashboard/mapping-client.tsx';
import { MAPPING_WORDS as words } from '../../views/dashboard/words/mapping.ts';
import { speakerFor, writerFor } from '../../views/format.ts';
import { PRIVATE_HEADERS } from '../pay/respond.ts';
import type { DashboardContext } from './env.ts';
import { respondBare, respondDashboard, respondUndone, within } from './respond.ts';

type Again = { readonly typed: string; readonly problem: string | null };

/** The page of who a client may be in Stripe. */
export async function showCandidates(
  c: DashboardContext,
  status: 200 | 409 | 422 | 503,
  customerId: string,
  { typed, problem }: Again = { typed: '', problem: null },
): Promise<Response> {
  const { scope, timeZone } = c.get('staff');
  const found = await listCandidates(c.get('ctx'), { scope, customerId });
  if (found.kind !== 'done') return respondUndone(c, found, () => respondBare(c, 404, 'not_found'));
  return respondDashboard(c, status, (context) => {
    const speaker = speakerFor(context.speech);
    return clientPage(
      {
        base: within(c, '/mapping'),
        customerId,
        name: found.value.name,
        candidates: found.value.candidates.map(({ methods, lastPayment, ...one }) => ({
          ...one,
          methods: methods?.map(cardWords) ?? null,
          lastPayment:
            lastPayment === undefined
              ? null
              : lastPayment === null
                ? words.none
                : words.paid(
                    writerFor(lastPayment, context.speech).amount(lastPayment.amount),
                    speaker.date(localDateAt(lastPayment.at, timeZone)),
                  ),
        })),
        typed,
        problem,
      },
      context,
    );
  });
}

const cardWords = (card: MethodCard): string => {
  switch (card.kind) {
    case 'card':
      return `${card.brand} •••• ${card.last4}`;
    case 'us_bank_account':
      return `${card.bankName ?? 'Bank account'} •••• ${card.last4}`;
    case 'other':
      return card.type;
  }
};

const ROWS = 100;

/** The failures of an import as CSV, streamed a page at a time. */
export async function failuresCsv(c: DashboardContext, importId: string): Promise<Response> {
  const { scope } = c.get('staff');
  const ctx = c.get('ctx');
  const read = (startingAfter: string | null) =>
    listImported(ctx, { scope, importId, state: 'failed', page: { startingAfter, limit: ROWS } });
  const first = await read(null);
  if (first.kind !== 'done') return respondUndone(c, first, () => respondBare(c, 404, 'not_found'));
  let page: typeof first.value | null = first.value;
  const text = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (to) =>
      to.enqueue(
        text.encode(csvLine(['clientId', 'name', 'email', 'action', 'stripeCustomerId', 'code', 'message'])),
      ),
    pull: async (to) => {
      if (page === null) return to.close();
      to.enqueue(text.encode(page.data.map(rowOf).join('')));
      const next = page.nextCursor === null ? null : await read(page.nextCursor);
      page = next?.kind === 'done' ? next.value : null;
    },
  });
  return c.body(body, 200, {
    ...PRIVATE_HEADERS,
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="failures-${importId}.csv"`,
  });
}

const rowOf = ({ id, name, email, action, stripeCustomerId, code, message }: ImportedClient): string =>
  csvLine([id, name, email, action, stripeCustomerId, code, message]);
