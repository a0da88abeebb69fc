import { z } from 'zod';
import { localDateAt, parseLocalDate } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import type { DisputeStatus } from '../../../domain/payment/disputes.ts';
import { parseStanding } from '../../../domain/payment/standing.ts';
import type { MethodSummary, RefundState } from '../../../domain/payment/state.ts';
import {
  listNamedDisputes,
  listNamedPayments,
  listNamedRefunds,
} from '../../../operations/dashboard/list-payments.ts';
import { paymentsPage } from '../../../views/dashboard/payments/list.tsx';
import { disputesPage, refundsPage } from '../../../views/dashboard/payments/movements.tsx';
import { PAYMENTS_WORDS as words } from '../../../views/dashboard/words/payments.ts';
import { speakerFor, writerFor } from '../../../views/format.ts';
import { failureSentence } from '../../../views/i18n/dictionary.ts';
import type { Speech } from '../../../views/i18n/speech.ts';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';

const ROWS = 25;

export const paymentsQuery = z.object({
  state: text(),
  customer: text(),
  from: text(),
  to: text(),
  after: text(),
});
export const stateQuery = z.object({ state: text(), after: text() });

type Row = { readonly currency: string; readonly amount: number; readonly createdAt: string };

/** An amount and its day, as people read them. */
export const shownMoney = ({ currency, amount, createdAt }: Row, speech: Speech, timeZone: string) => ({
  amount: writerFor({ currency }, speech).amount(amount),
  day: shownDay(createdAt, speech, timeZone),
});

export const shownDay = (iso: string, speech: Speech, timeZone: string): string =>
  speakerFor(speech).date(localDateAt(Date.parse(iso), timeZone));

/** A cursor that is no id begins at the first page. */
const pageAfter = (prefix: 'pay' | 'ref' | 'dis', after: string) => ({
  startingAfter: parseId(prefix, after),
  limit: ROWS,
});

export async function showPayments(c: DashboardContext, asked: z.output<typeof paymentsQuery>) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const [from, to] = [parseLocalDate(asked.from), parseLocalDate(asked.to)];
  const standing = parseStanding(asked.state);
  const customerId = parseId('cus', asked.customer);
  const page = pageAfter('pay', asked.after);
  const filters = { standing, customerId, from, to, timeZone };
  const listed = await listNamedPayments(ctx, { scope, filters, page });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { data, nextCursor, customer } = listed.value;
  return respondDashboard(c, 200, (context) =>
    paymentsPage(
      {
        home: within(c, ''),
        filters: {
          standing,
          from: from ?? '',
          to: to ?? '',
          customer,
        },
        timeZone,
        hasBadDay: (asked.from !== '' && from === null) || (asked.to !== '' && to === null),
        payments: data.map(({ id, state, failureCode, method, whose, ...row }) => ({
          id,
          state,
          customer: whose.customerName,
          numbers: whose.numbers,
          failure:
            failureCode === null || state === 'succeeded'
              ? null
              : failureSentence(context.speech.words.pages, failureCode),
          method: method === null ? null : methodText(method, context.speech),
          ...shownMoney(row, context.speech, timeZone),
        })),
        isFirst: page.startingAfter === null,
        next: nextCursor,
      },
      context,
    ),
  );
}

export const methodText = (method: MethodSummary, speech: Speech): string =>
  speakerFor(speech).shortMethod(method.kind === 'other' ? { kind: 'other', label: method.type } : method);

const isRefundState = (typed: string): typed is RefundState => Object.hasOwn(words.refundStates, typed);

export async function showRefunds(c: DashboardContext, asked: z.output<typeof stateQuery>) {
  const { scope, timeZone } = c.get('staff');
  const state = isRefundState(asked.state) ? asked.state : null;
  const page = pageAfter('ref', asked.after);
  const listed = await listNamedRefunds(c.get('ctx'), { scope, state, page });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { data, nextCursor } = listed.value;
  return respondDashboard(c, 200, (context) =>
    refundsPage(
      {
        home: within(c, ''),
        state: state ?? '',
        isFirst: page.startingAfter === null,
        next: nextCursor,
        refunds: data.map(({ whose, failureReason, ...refund }) => ({
          paymentId: refund.paymentId,
          customer: whose.customerName,
          numbers: whose.numbers,
          state: refund.state,
          purpose: refund.purpose,
          reason: refund.reason,
          failure: failureReason?.replaceAll('_', ' ') ?? null,
          ...shownMoney(refund, context.speech, timeZone),
        })),
      },
      context,
    ),
  );
}

/** Whether somebody can still answer it. */
export const isAnswerable = (state: DisputeStatus): boolean => state.endsWith('needs_response');

export async function showDisputes(c: DashboardContext, asked: z.output<typeof stateQuery>) {
  const { scope, timeZone } = c.get('staff');
  const state = asked.state === 'open' || asked.state === 'closed' ? asked.state : '';
  const page = pageAfter('dis', asked.after);
  const isOpen = state === '' ? null : state === 'open';
  const listed = await listNamedDisputes(c.get('ctx'), { scope, isOpen, page });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { data, nextCursor } = listed.value;
  return respondDashboard(c, 200, (context) =>
    disputesPage(
      {
        home: within(c, ''),
        state,
        isFirst: page.startingAfter === null,
        next: nextCursor,
        disputes: data.map(({ whose, evidenceDueAt, ...dispute }) => ({
          paymentId: dispute.paymentId,
          customer: whose.customerName,
          numbers: whose.numbers,
          state: dispute.state,
          kind: dispute.kind,
          reason: dispute.reason,
          deadline:
            evidenceDueAt === null || !isAnswerable(dispute.state)
              ? null
              : shownDay(evidenceDueAt, context.speech, timeZone),
          ...shownMoney(dispute, context.speech, timeZone),
        })),
      },
      context,
    ),
  );
}
