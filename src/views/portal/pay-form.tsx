import { TextField } from '../components/fields.tsx';
import { Button, Hidden, PlainButton, PostForm } from '../components/form.tsx';
import { Lead, Remark } from '../components/prose.tsx';
import { methodRemark, type SavedView } from '../components/saved-methods.ts';
import { Cell, type Column, Row, Table } from '../components/table.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Money } from '../components/values.tsx';
import { isolate, unbroken } from '../text.ts';
import { typedAmount } from '../typed-amount.ts';
import type { PartProblem, Payee, PayView } from './pay-view.ts';
import type { PortalWriter } from './writer.ts';

type Form = {
  readonly view: PayView;
  readonly currency: string;
  readonly csrf: string;
  readonly writer: PortalWriter;
};

/** One payment for invoices of one currency. */
export const PayForm = ({ view, currency, csrf, writer }: Form) => {
  const words = writer.portal.pay;
  const { payable, partPayments, saved } = view;
  const sum = payable.reduce((total, { remaining }) => total + remaining, 0);
  const total = writer.amount(currency, sum);
  const columns: readonly Column[] = [
    { heading: words.invoice },
    { heading: words.due },
    { heading: partPayments || view.howMuch !== null ? words.amountHeading : words.stillDue, kind: 'amount' },
  ];
  return (
    <>
      {saved.length === 0 && <Lead>{payable.length > 1 ? words.explained : words.explainedOne}</Lead>}
      {partPayments && <Lead>{words.explainedParts}</Lead>}
      {view.hasMore && <Lead>{words.atOnce(String(view.most))}</Lead>}
      {view.howMuch !== null && <HowMuch howMuch={view.howMuch} currency={currency} writer={writer} />}
      <PostForm csrf={csrf} action="/portal/pay">
        {view.howMuch?.isWhole === true && <Hidden name="pay" value="all" />}
        <Table
          columns={columns}
          foot={partPayments ? undefined : <Total label={words.total} total={total} />}
        >
          {payable.map((payee) => (
            <PayeeRow payee={payee} view={view} writer={writer} />
          ))}
        </Table>
        <Buttons partPayments={partPayments} saved={saved} total={total} writer={writer} />
      </PostForm>
    </>
  );
};

type Choice = {
  readonly howMuch: NonNullable<PayView['howMuch']>;
  readonly currency: string;
  readonly writer: PortalWriter;
};

/** What is asked for now, or all that is left: two addresses of this page, so that each button says what it charges. */
const HowMuch = ({ howMuch: { now, all, isWhole, path }, currency, writer }: Choice) => {
  const words = writer.portal.pay;
  const tabs = [
    { href: path, label: words.payNow(writer.amount(currency, now)), isCurrent: !isWhole },
    { href: `${path}&pay=all`, label: words.payAll(writer.amount(currency, all)), isCurrent: isWhole },
  ];
  return (
    <nav aria-label={words.howMuch}>
      <ul class="tabs">
        <Tabs tabs={tabs} />
      </ul>
    </nav>
  );
};

const Total = ({ label, total }: { readonly label: string; readonly total: string }) => (
  <Row>
    <Cell kind="main" columns={2}>
      {label}
    </Cell>
    <Cell kind="owed">{total}</Cell>
  </Row>
);

type Ways = Pick<PayView, 'partPayments' | 'saved'> & {
  readonly total: string;
  readonly writer: PortalWriter;
};

/**
 * A button for each method on file, which charges all that is shown, and one to Stripe for another method. If an amount
 * can be typed, Stripe's comes first: Enter presses the first button.
 */
const Buttons = ({ partPayments, saved, total, writer }: Ways) => {
  const words = writer.portal.pay;
  if (saved.length === 0) {
    return (
      <p class="bar">
        <Button>{partPayments ? words.buttonParts : words.button(total)}</Button>
      </p>
    );
  }
  const isFirst = (index: number) => index === 0 && !partPayments;
  return (
    <ul class="onfile">
      {partPayments && (
        <li>
          <Button>{words.buttonParts}</Button>
        </li>
      )}
      {saved.map((method, index) => (
        <li>
          <WithSaved saved={method} isPrimary={isFirst(index)} total={total} writer={writer} />
        </li>
      ))}
      {!partPayments && (
        <li>
          <PlainButton>{writer.words.pay.anotherMethod}</PlainButton>
        </li>
      )}
    </ul>
  );
};

type OfMethod = Pick<Ways, 'total' | 'writer'> & { readonly saved: SavedView; readonly isPrimary: boolean };

const WithSaved = ({ saved, isPrimary, total, writer }: OfMethod) => {
  const label = writer.words.pay.withSaved(total, isolate(unbroken(writer.shortMethod(saved.method))));
  const remark = methodRemark(saved, writer);
  return (
    <>
      {isPrimary ? (
        <Button name="method" value={saved.methodId}>
          {label}
        </Button>
      ) : (
        <PlainButton name="method" value={saved.methodId}>
          {label}
        </PlainButton>
      )}
      {remark !== '' && <Remark>{remark}</Remark>}
    </>
  );
};

type OfPayee = { readonly payee: Payee; readonly view: PayView; readonly writer: PortalWriter };

const PayeeRow = ({ payee, view, writer }: OfPayee) => {
  const words = writer.portal.pay;
  const { id, version, number, currency, dueOn, remaining, owed = remaining } = payee;
  return (
    <Row>
      <Cell kind="main">
        <Hidden name="invoice" value={`${id}.${version}`} />
        {remaining < owed && <Hidden name={`asked.${id}`} value={String(remaining)} />}
        <b>{isolate(number)}</b>
      </Cell>
      <Cell label={words.due}>{dueOn === null ? words.onReceipt : writer.date(dueOn)}</Cell>
      {view.partPayments && payee.ownPart !== null ? (
        <Cell>
          <AmountField payee={payee} view={view} writer={writer} />
        </Cell>
      ) : (
        <Cell kind="owed">
          <Money writer={writer} currency={currency} minor={remaining} />
          {remaining < owed && (
            <span class="small soft block">
              {writer.portal.invoices.stillDue(writer.amount(currency, owed))}
            </span>
          )}
        </Cell>
      )}
    </Row>
  );
};

const AmountField = ({ payee, view, writer }: OfPayee) => {
  const { id, number, currency, remaining } = payee;
  const problem = view.trouble?.kind === 'parts' ? view.trouble.problems.get(id) : undefined;
  return (
    <TextField
      id={`amount-${id}`}
      name={`amount.${id}`}
      label={writer.portal.pay.amount(isolate(number), currency)}
      isHeaded
      value={view.typed.get(id) ?? typedAmount(currency, remaining, writer.locale)}
      problem={problem === undefined ? null : problemText(problem, payee, writer)}
      inputmode="decimal"
      autocomplete="off"
      maxlength={40}
    />
  );
};

function problemText(problem: PartProblem, payee: Payee, writer: PortalWriter): string {
  const words = writer.portal.pay.problem;
  const parts = writer.speech.words.instalments.problem;
  const remaining = writer.amount(payee.currency, payee.remaining);
  switch (problem) {
    case 'unreadable':
      return words.unreadable(typedAmount(payee.currency, payee.remaining, writer.locale));
    case 'more_than_owed':
      return words.more_than_owed(writer.amount(payee.currency, payee.owed ?? payee.remaining));
    case 'whole_only':
      return words.whole_only(remaining);
    case 'no_instalment':
      return parts.no_instalment(remaining);
    case 'below_least':
      return parts.below_least(writer.amount(payee.currency, payee.ownPart?.least ?? 0));
    case 'zero':
    case 'leaves_too_little':
      return words[problem];
    default:
      return problem satisfies never;
  }
}
