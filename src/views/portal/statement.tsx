import type { Statement } from '../../domain/statement.ts';
import { Notice } from '../components/flash.tsx';
import { LookupForm, PlainButton } from '../components/form.tsx';
import { Actions, Lead } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { Ledger } from './ledger.tsx';
import { type PortalWriter, portalWriter } from './writer.ts';

export type StatementView = {
  /** Local dates, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly statements: readonly Statement[];
  readonly isTooLong: boolean;
  /** The typed text, if it was not a valid period. */
  readonly wrong: { readonly from: string; readonly to: string } | null;
};

/** A customer's account over a period: opening, each entry, closing, one table a currency. It prints as a document. */
export function statementPage(view: StatementView, context: PortalContext): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.statement;
  const { customer, merchant } = context.visit;
  const body = (
    <>
      <h1>
        {view.wrong === null ? words.titleFor(writer.date(view.from), writer.date(view.to)) : words.title}
      </h1>
      <p class="print">
        {words.preparedFor} {isolate(customer.name)}. {words.preparedBy} {isolate(merchant.legalName)}.
      </p>
      {view.wrong !== null && (
        <Notice tone="bad" role="alert">
          {words.wrongPeriod}
        </Notice>
      )}
      <PeriodForm from={view.wrong?.from ?? view.from} to={view.wrong?.to ?? view.to} words={words} />
      {view.wrong === null && <Account view={view} writer={writer} />}
    </>
  );
  return portalPage({ title: words.title, context, area: 'statement', body });
}

type Words = PortalWriter['portal']['statement'];
type Period = { readonly from: string; readonly to: string; readonly words: Words };

const PeriodForm = ({ from, to, words }: Period) => (
  <LookupForm action="/portal/statement">
    <label>
      {words.from} <input type="date" name="from" value={from} required />
    </label>
    <label>
      {words.to} <input type="date" name="to" value={to} required />
    </label>
    <PlainButton>{words.show}</PlainButton>
  </LookupForm>
);

const Account = ({ view, writer }: { readonly view: StatementView; readonly writer: PortalWriter }) => {
  const words = writer.portal.statement;
  const { from, to, statements } = view;
  if (view.isTooLong) return <Lead>{words.tooLong}</Lead>;
  if (statements.length === 0) return <Lead>{words.nothing}</Lead>;
  const hasRefunds = statements.some(({ refunded }) => refunded > 0);
  return (
    <>
      {statements.map((statement) => (
        <Ledger statement={statement} from={from} to={to} writer={writer} />
      ))}
      {hasRefunds && <p class="lead small">{words.refundNote}</p>}
      <Actions>
        <a href={`/portal/statement.pdf?from=${from}&to=${to}`}>{words.pdf}</a>
        <a href={`/portal/statement.csv?from=${from}&to=${to}`}>{words.csv}</a>
      </Actions>
    </>
  );
};
