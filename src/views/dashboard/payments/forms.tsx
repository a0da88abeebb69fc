import { SelectField, TextField } from '../../components/fields.tsx';
import { DangerButton, Hidden, PostForm } from '../../components/form.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { PAYMENTS_WORDS as words } from '../words/payments.ts';

type Of = {
  readonly home: string;
  readonly id: string;
  readonly customer: string;
  /** What was paid, as it is written. */
  readonly amount: string;
  readonly problem: string | null;
};

export type RefundFormView = Of & {
  /** The refund that this form asks for: pressed twice, it is one. */
  readonly refundId: string;
  readonly currency: string;
  readonly left: string;
  readonly typed: { readonly amount: string; readonly reason: string };
  readonly amountProblem: string | null;
};

/** Asks how much goes back: in full, unless something else is typed. */
export const refundPage = (view: RefundFormView, context: DashboardContext): string =>
  dashboardPage({
    title: words.refundTitle(view.amount, isolate(view.customer)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead
          title={words.refundTitle(view.amount, isolate(view.customer))}
          lead={words.refundLead(view.left)}
        />
        <PostForm csrf={context.frame.csrf} action={`${view.home}/payments/${view.id}/refund`}>
          <Hidden name="refund" value={view.refundId} />
          <TextField
            name="amount"
            label={words.refundAmount(view.currency)}
            value={view.typed.amount}
            problem={view.amountProblem}
            inputmode="decimal"
            autocomplete="off"
            maxlength={40}
            required
          />
          <SelectField
            name="reason"
            label={words.refundReason}
            value={view.typed.reason}
            options={[['', words.noReason], ...Object.entries(words.reasons)]}
          />
          <DangerButton back={<a href={`${view.home}/payments/${view.id}`}>{FRAME_WORDS.cancel}</a>}>
            {words.refundButton}
          </DangerButton>
        </PostForm>
      </>
    ),
  });

export type CloseFormView = Of & { readonly command: string; readonly typed: string };

/** Asks why a payment that does not end by itself is closed. */
export const closePage = (view: CloseFormView, context: DashboardContext): string =>
  dashboardPage({
    title: words.closeTitle(view.amount, isolate(view.customer)),
    context,
    body: (
      <>
        <PageHead title={words.closeTitle(view.amount, isolate(view.customer))} lead={words.closeLead} />
        <PostForm csrf={context.frame.csrf} action={`${view.home}/payments/${view.id}/close`}>
          <Hidden name="command" value={view.command} />
          <TextField
            name="reason"
            label={words.closeReason}
            value={view.typed}
            problem={view.problem}
            maxlength={200}
            required
          />
          <DangerButton back={<a href={`${view.home}/payments/${view.id}`}>{FRAME_WORDS.cancel}</a>}>
            {words.closeButton}
          </DangerButton>
        </PostForm>
      </>
    ),
  });
