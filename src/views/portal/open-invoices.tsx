import { RadioField, SelectField } from '../components/fields.tsx';
import { Notice } from '../components/flash.tsx';
import { Button, Hidden, PostForm } from '../components/form.tsx';
import { Actions, Lead, Remark, Section } from '../components/prose.tsx';
import { Cell, type Column, Row, Table } from '../components/table.tsx';
import { Money } from '../components/values.tsx';
import type { PortalChoiceWords } from '../i18n/en/portal-choice.ts';
import { isolate } from '../text.ts';
import { portalPage } from './frame.tsx';
import type { OpenGroup, OpenInvoicesView } from './open-invoices-view.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { flashOf, type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

/** What becomes of the invoices that were open when a method came on file. Nothing is chosen beforehand. */
export function openInvoicesPage(view: OpenInvoicesView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = context.speech.words.portalChoice;
  const body = (
    <>
      <h1>{words.title}</h1>
      {view.isIncomplete && (
        <Notice tone="bad" role="alert">
          {words.missing}
        </Notice>
      )}
      <Lead>{words.explained}</Lead>
      {view.groups.map((group) => {
        const form = (
          <Form group={group} most={view.most} csrf={context.visit.csrf} words={words} writer={writer} />
        );
        return view.groups.length === 1 ? (
          form
        ) : (
          <Section title={words.inCurrency(group.currency)}>{form}</Section>
        );
      })}
      <section>
        <Remark>{words.laterHint}</Remark>
        <Actions>
          <a href="/portal/settings">{words.later}</a>
        </Actions>
      </section>
    </>
  );
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: flashOf(writer, context.said),
    body,
  });
}

type OfGroup = {
  readonly group: OpenGroup;
  readonly words: PortalChoiceWords;
  readonly writer: SettingsWriter;
};

/** One choice for those that are ticked. */
const Form = ({
  group,
  most,
  csrf,
  words,
  writer,
}: OfGroup & { readonly csrf: string; readonly most: number }) => {
  const { currency, invoices, methods } = group;
  const sumOf = (those: OpenGroup['invoices']) =>
    writer.amount(
      currency,
      those.reduce((sum, { remaining }) => sum + remaining, 0),
    );
  const payable = invoices.filter(({ isPayable }) => isPayable);
  // Where some cannot be paid, the review page says why before anything is.
  const listed = payable.length === invoices.length ? invoices.length : 0;
  const columns: readonly Column[] = [
    { heading: words.select, kind: 'tick' },
    { heading: writer.portal.pay.invoice },
    { heading: words.due },
    { heading: writer.portal.pay.stillDue, kind: 'amount' },
  ];
  return (
    <PostForm csrf={csrf} action="/portal/settings/open-invoices">
      <Hidden name="listed" value={String(listed)} />
      <Table columns={columns} look="ticks" foot={<Total label={words.total} total={sumOf(invoices)} />}>
        {invoices.map((invoice) => (
          <InvoiceRow invoice={invoice} currency={currency} words={words} writer={writer} />
        ))}
      </Table>
      {group.hasMore && <Remark>{words.atOnce(String(most))}</Remark>}
      <RadioField
        name="choice"
        id={`choice-${currency}`}
        label={words.question}
        value=""
        options={[
          ...(payable.length > 0 ? [['pay_now', words.payNow(sumOf(payable))] as const] : []),
          ...(group.canBeAutomatic ? [['on_due_date', words.onDueDate] as const] : []),
          ['not_automatically', words.notAutomatically],
        ]}
      />
      {methods.length > 0 && payable.length > 0 && <Methods group={group} words={words} writer={writer} />}
      {payable.length > 1 && <Remark>{words.part}</Remark>}
      <p class="bar">
        <Button>{words.confirm}</Button>
      </p>
    </PostForm>
  );
};

const Total = ({ label, total }: { readonly label: string; readonly total: string }) => (
  <Row>
    <Cell kind="tick" />
    <Cell kind="main" columns={2}>
      {label}
    </Cell>
    <Cell kind="owed">{total}</Cell>
  </Row>
);

/** The methods for paying now, the one that was just added first. */
const Methods = ({ group, words, writer }: OfGroup) => {
  const { isDefault } = writer.words.pay;
  const first = group.methods[0]?.id ?? '';
  return (
    <SelectField
      name="method"
      id={`method-${group.currency}`}
      label={words.method}
      hint={
        group.methods.some(({ card }) => card.kind === 'us_bank_account')
          ? writer.words.pay.bankDebitTakes
          : null
      }
      value={first}
      options={[
        ...group.methods.map((method) => {
          const name = writer.card(method.card);
          return [method.id, method.isDefault ? `${name} · ${isDefault}` : name] as const;
        }),
        ['', words.other],
      ]}
    />
  );
};

type Line = Omit<OfGroup, 'group'> & {
  readonly invoice: OpenGroup['invoices'][number];
  readonly currency: string;
};

const InvoiceRow = ({ invoice, currency, words, writer }: Line) => {
  const { id, version, number, dueOn, overdue, remaining, chosen } = invoice;
  const due = dueOn === null ? words.onReceipt : writer.date(dueOn);
  return (
    <Row>
      <Cell kind="tick">
        <input
          type="checkbox"
          name="invoice"
          value={`${id}.${version}`}
          checked
          aria-label={words.selectNumber(isolate(number))}
        />
      </Cell>
      <Cell kind="main">
        <b>{isolate(number)}</b>
        {chosen !== null && <span class="small soft block">{words.chosen[chosen]}</span>}
      </Cell>
      <Cell kind="day" label={words.due}>
        {due} {overdue && <span class="small bad">{words.overdue}</span>}
      </Cell>
      <Cell kind="owed">
        <Money writer={writer} currency={currency} minor={remaining} />
      </Cell>
    </Row>
  );
};
