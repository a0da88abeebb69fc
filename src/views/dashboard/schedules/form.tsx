import type { TypedDraft } from '../../../domain/compose/typed-draft.ts';
import { CADENCE_UNITS } from '../../../domain/schedule/recurrence.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Hidden, LookupForm } from '../../components/form.tsx';
import { Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { LineRow } from '../compose/rows.tsx';
import { COMPOSE_STYLES } from '../compose/styles.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { DateField } from '../parts/date-field.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { COMPOSE_WORDS } from '../words/compose.ts';
import { CUSTOMERS_WORDS } from '../words/customers.ts';
import { SCHEDULES_WORDS as words } from '../words/schedules.ts';
import { type NextInvoice, NextInvoices } from './preview.tsx';

/** A new schedule as its form holds it: text, right or wrong. */
export type TypedSchedule = TypedDraft &
  Readonly<
    Record<
      'name' | 'every' | 'unit' | 'startsOn' | 'trialDays' | 'endsOn' | 'runs' | 'timing' | 'issue',
      string
    >
  >;

export type ScheduleFormView = {
  readonly action: string;
  readonly customer: { readonly id: string; readonly name: string; readonly href: string };
  readonly form: string;
  readonly currency: string;
  readonly typed: TypedSchedule;
  /** By the name of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly problem: string | null;
  /** Null before it was asked for. */
  readonly next: readonly NextInvoice[] | null;
};

type Name = Exclude<keyof TypedSchedule, 'lines' | 'parts'>;
type Part = { readonly view: ScheduleFormView };

const at = ({ typed, problems }: ScheduleFormView, name: Name) => ({
  name,
  value: typed[name],
  problem: problems[name] ?? null,
});

/** Writes a schedule: when it makes invoices, and what they say. */
export const scheduleFormPage = (view: ScheduleFormView, context: DashboardContext): string =>
  dashboardPage({
    title: words.formTitle,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: COMPOSE_STYLES,
    body: (
      <>
        <PageHead
          title={words.formTitle}
          lead={
            <>
              {words.forWhom} <a href={view.customer.href}>{view.customer.name}</a>.{' '}
              <a href={view.action}>{COMPOSE_WORDS.change}</a>
            </>
          }
        />
        <form class="compose" method="post" action={view.action}>
          <Hidden name="csrf" value={context.frame.csrf} />
          <Hidden name="form" value={view.form} />
          <Hidden name="customer" value={view.customer.id} />
          {/* What the return key presses: never what takes a line away. */}
          <button class="first" name="act" value="preview" tabindex={-1}>
            {words.previewButton}
          </button>
          <When view={view} />
          <h2>{COMPOSE_WORDS.lines}</h2>
          {view.typed.lines.map((line, place) => (
            <LineRow view={{ ...view, keptTaxes: [] }} place={place} line={line} />
          ))}
          <p class="actions">
            <button class="plain" name="act" value="add-line">
              {COMPOSE_WORDS.addLine}
            </button>
          </p>
          <Whole view={view} />
          <p class="actions bar-end">
            <button class="button" name="act" value="create">
              {words.createButton}
            </button>{' '}
            <button class="plain" name="act" value="preview">
              {words.previewButton}
            </button>
          </p>
        </form>
        {view.next !== null && (
          <Section title={words.nextTwelve}>
            <NextInvoices of={view.next} />
          </Section>
        )}
      </>
    ),
  });

const When = ({ view }: Part) => (
  <>
    <h2>{words.when}</h2>
    <div class="pair">
      <TextField {...at(view, 'name')} label={words.name} hint={words.nameHint} maxlength={200} dir="auto" />
      <DateField {...at(view, 'startsOn')} label={words.startsOn} hint={words.startsHint} />
      <TextField
        {...at(view, 'every')}
        label={words.everyLabel}
        maxlength={4}
        inputmode="numeric"
        autocomplete="off"
      />
      <SelectField
        {...at(view, 'unit')}
        label={words.unit}
        options={CADENCE_UNITS.map((unit) => [unit, words.units[unit]] as const)}
      />
      <SelectField
        {...at(view, 'timing')}
        label={words.timing}
        options={(['advance', 'arrears'] as const).map(
          (timing) => [timing, words.facts.timing[timing]] as const,
        )}
      />
      <TextField
        {...at(view, 'trialDays')}
        label={words.trialDays}
        maxlength={4}
        inputmode="numeric"
        autocomplete="off"
      />
      <DateField {...at(view, 'endsOn')} label={words.endsOn} hint={null} />
      <TextField
        {...at(view, 'runs')}
        label={words.runs}
        maxlength={5}
        inputmode="numeric"
        autocomplete="off"
      />
    </div>
  </>
);

const Whole = ({ view }: Part) => (
  <>
    <h2>{words.whole}</h2>
    <div class="pair">
      <TextField
        {...at(view, 'taxName')}
        label={COMPOSE_WORDS.taxName}
        hint={COMPOSE_WORDS.taxNameHint}
        maxlength={100}
        dir="auto"
      />
      <TextField
        {...at(view, 'netDays')}
        label={words.netDays}
        maxlength={4}
        inputmode="numeric"
        autocomplete="off"
      />
      <SelectField
        {...at(view, 'issue')}
        label={words.issue}
        options={(['send', 'draft'] as const).map((issue) => [issue, words.facts.issues[issue]] as const)}
      />
      <SelectField
        {...at(view, 'policy')}
        label={COMPOSE_WORDS.policy}
        options={(['', 'on_send', 'on_due_date', 'never'] as const).map(
          (policy) => [policy, COMPOSE_WORDS.policies[policy]] as const,
        )}
      />
    </div>
    {(['inclusive', 'paymentLink'] as const).map((name) => (
      <p class="check">
        <input type="checkbox" id={name} name={name} value="on" checked={view.typed[name] === 'on'} />
        <label for={name}>{COMPOSE_WORDS[name]}</label>
      </p>
    ))}
  </>
);

export type ChooseForScheduleView = {
  readonly action: string;
  readonly back: string;
  readonly search: string;
  readonly customers: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
  }[];
};

/** Who a schedule is for: searched and chosen without a script. */
export const chooseForSchedulePage = (view: ChooseForScheduleView, context: DashboardContext): string =>
  dashboardPage({
    title: words.chooseTitle,
    context,
    styles: '.inline{margin:24px 0;align-items:center}.inline input{flex:1 1 16rem;min-width:0}',
    body: (
      <>
        <PageHead title={words.chooseTitle} lead={words.chooseLead} />
        <LookupForm action={view.action} isSearch>
          <input
            name="search"
            value={view.search}
            maxlength={200}
            aria-label={COMPOSE_WORDS.searchLabel}
            placeholder={COMPOSE_WORDS.search}
          />
          <button class="plain">{COMPOSE_WORDS.searchButton}</button>
        </LookupForm>
        {view.customers.length === 0 ? (
          <Empty text={view.search === '' ? COMPOSE_WORDS.noCustomers : COMPOSE_WORDS.nobody} />
        ) : (
          <Table columns={[{ heading: CUSTOMERS_WORDS.customer }]}>
            {view.customers.map(({ id, name, email }) => (
              <Row>
                <Cell kind="main" dir="auto">
                  <a href={`${view.action}?customer=${id}`}>{name}</a>
                  {email !== null && <span class="block small">{email}</span>}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        <WayOn href={view.back}>{words.all}</WayOn>
      </>
    ),
  });
