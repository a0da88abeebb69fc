import { SelectField } from '../../components/fields.tsx';
import { Button, Hidden, LookupForm, PlainButton, PostForm, VerbForm } from '../../components/form.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Confirm, Empty, PageHead } from '../parts/page.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { AccountFields, type AccountForm } from './account-fields.tsx';
import { type Problems, TextArea } from './section-fields.tsx';
import { PROFILE_STYLES } from './styles.ts';

export type AccountRow = {
  readonly index: number;
  readonly currency: string;
  /** Holder, bank and numbers, a line each. */
  readonly lines: readonly string[];
  readonly onNewInvoices: boolean;
  /** What should be known of it. */
  readonly remark: string | null;
};

export type AccountsView = {
  readonly base: string;
  readonly version: number;
  readonly accounts: readonly AccountRow[];
  readonly freeText: string;
  /** The form of a new account; null until its kind is chosen. */
  readonly adding: AccountForm | null;
  readonly problems: Problems;
  readonly problem: string | null;
  readonly said: string | null;
};

const KINDS = Object.entries(words.accountKinds);

/** The bank accounts that invoices name. */
export const accountsPage = (view: AccountsView, context: DashboardContext): string =>
  dashboardPage({
    title: words.sections.accounts.title,
    context,
    said: view.problem === null ? flashFor(words.said, view.said) : { tone: 'bad', text: view.problem },
    styles: `${PROFILE_STYLES}@media (min-width:40.01em){.list .main{width:46%}}`,
    body: (
      <>
        <PageHead title={words.sections.accounts.title} lead={words.sections.accounts.lead} />
        <Remark>{words.accountRule}</Remark>
        {view.accounts.length === 0 ? (
          <Empty text={words.noAccounts} />
        ) : (
          <List view={view} csrf={context.frame.csrf} />
        )}
        <Adding view={view} csrf={context.frame.csrf} />
        <Section title={words.freeText}>
          <div class="narrow-form">
            <PostForm csrf={context.frame.csrf} action={`${view.base}/accounts/text`}>
              <Hidden name="version" value={String(view.version)} />
              <TextArea
                name="bankDetails"
                label={words.freeTextHint}
                hint={null}
                problem={view.problems.bankDetails ?? null}
                value={view.freeText}
                rows={4}
              />
              <p class="actions">
                <PlainButton>{words.save}</PlainButton>
              </p>
            </PostForm>
          </div>
        </Section>
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });

type Part = { readonly view: AccountsView; readonly csrf: string };

const List = ({ view, csrf }: Part) => (
  <Table
    columns={[
      { heading: words.accountList },
      { heading: words.shown },
      { heading: words.actions, kind: 'verbs' },
    ]}
  >
    {view.accounts.map(({ index, currency, lines, onNewInvoices, remark }) => (
      <Row>
        <Cell kind="main">
          <b>{currency}</b>
          {lines.map((line) => (
            <span class="block" dir="auto">
              {line}
            </span>
          ))}
          {remark !== null && <span class="block small">{remark}</span>}
        </Cell>
        <Cell label={words.shown}>{onNewInvoices ? words.accountStatus.on : words.accountStatus.off}</Cell>
        <Cell kind="verbs">
          <Verbs>
            <VerbForm
              csrf={csrf}
              action={`${view.base}/accounts/use`}
              fields={{
                version: String(view.version),
                index: String(index),
                onNewInvoices: onNewInvoices ? '' : 'on',
              }}
              label={onNewInvoices ? words.stopUsing : words.use}
            />
            <VerbLink
              href={`${view.base}/accounts/close?version=${view.version}&index=${index}`}
              label={words.close}
              fullLabel={words.closeFull(lines.join(', '))}
            />
          </Verbs>
        </Cell>
      </Row>
    ))}
  </Table>
);

const Adding = ({ view, csrf }: Part) => (
  <Section title={words.addAccount}>
    <LookupForm action={`${view.base}/accounts`}>
      <SelectField name="kind" label={words.kindOf} value={view.adding?.kind ?? 'iban'} options={KINDS} />
      <PlainButton>{words.goOn}</PlainButton>
    </LookupForm>
    {view.adding !== null && (
      <div class="narrow-form" id="new">
        <PostForm csrf={csrf} action={`${view.base}/accounts/add`}>
          <Hidden name="version" value={String(view.version)} />
          <Hidden name="kind" value={view.adding.kind} />
          <AccountFields form={view.adding} problems={view.problems} />
          <p class="actions">
            <Button>{words.addAccount}</Button>
          </p>
        </PostForm>
      </div>
    )}
  </Section>
);

export type CloseView = {
  readonly base: string;
  readonly version: number;
  readonly index: number;
  readonly lines: readonly string[];
};

/** Asks before an account is closed: open invoices that name it change. */
export const closeAccountPage = (
  { base, version, index, lines }: CloseView,
  context: DashboardContext,
): string =>
  dashboardPage({
    title: words.closeTitle,
    context,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${base}/accounts/close`}
        title={words.closeTitle}
        text={words.closeText}
        label={words.closeButton}
        cancel={`${base}/accounts`}
      >
        <Hidden name="version" value={String(version)} />
        <Hidden name="index" value={String(index)} />
        <p dir="auto">{lines.join(', ')}</p>
      </Confirm>
    ),
  });
