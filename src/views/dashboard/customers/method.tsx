import { SelectField, TextField } from '../../components/fields.tsx';
import { Button, Hidden, PlainButton, PostForm } from '../../components/form.tsx';
import { Lead, Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import type { BankForm, BankProblems } from '../../portal/bank-account-view.ts';
import { BankFields } from '../../portal/bank-fields.tsx';
import { SETTINGS_STYLES } from '../../portal/settings-styles.ts';
import { TermsText } from '../../portal/terms-text.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { Tag, type Tone } from '../parts/tag.tsx';
import { CLIENT_WORDS as words } from '../words/customer-client.ts';

export type AddMethodView = {
  readonly client: string;
  readonly name: string;
  /** The way back: the client's page, or that of the invoice from which this was opened. */
  readonly back: string;
  /** The invoice that this was opened from; empty where there is none. */
  readonly invoice: string;
  /** Where the client signs in to add one by themselves. */
  readonly portalUrl: string;
  readonly link: {
    /** Whom it can be sent to; none where nobody may sign in. */
    readonly addresses: readonly string[];
    readonly to: string;
    readonly problem: string | null;
    readonly sent: readonly SentLink[];
  };
  readonly form: BankForm & { readonly authority: string; readonly kept: string };
  readonly problems: BankProblems;
  readonly keptProblem: string | null;
  /** What was not done and why. */
  readonly problem: string | null;
  readonly terms: { readonly text: string; readonly proof: string };
  readonly setups: { readonly stripe: string; readonly bank: string; readonly link: string };
};

type SentLink = {
  readonly to: string;
  /** Who sent it and when. */
  readonly by: string;
  readonly state: string;
  readonly tone: Tone;
};

/** Adds a payment method for a client: at Stripe with them, by themselves, or by numbers with their authority. */
export const addMethodPage = (view: AddMethodView, context: DashboardContext): string =>
  dashboardPage({
    title: words.addTitle(view.name),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: `${SETTINGS_STYLES}.sent{margin:24px 0 16px}.sent h3{font-size:1rem;margin:0}`,
    body: (
      <>
        <PageHead title={words.addTitle(isolate(view.name))} lead={words.addLead} />
        <Section title={words.atStripe}>
          <Lead>{words.atStripeText}</Lead>
          <PostForm csrf={context.frame.csrf} action={`${view.client}/methods/stripe`}>
            <Hidden name="setup" value={view.setups.stripe} />
            <Hidden name="invoice" value={view.invoice} />
            <p class="actions">
              <Button name="kind" value="card">
                {words.card}
              </Button>{' '}
              <PlainButton name="kind" value="bank">
                {words.bank}
              </PlainButton>
            </p>
          </PostForm>
        </Section>
        <Themselves view={view} context={context} />
        <ByNumbers view={view} context={context} />
        <WayOn href={view.back}>{view.invoice === '' ? words.back : words.backToInvoice}</WayOn>
      </>
    ),
  });

type Part = { readonly view: AddMethodView; readonly context: DashboardContext };

const Themselves = ({ view, context }: Part) => {
  const { portalUrl, link, setups } = view;
  return (
    <Section title={words.themselves}>
      <Lead>{words.themselvesText}</Lead>
      {link.addresses.length === 0 ? (
        <p>{words.nobodyToSend}</p>
      ) : (
        <PostForm csrf={context.frame.csrf} action={`${view.client}/methods/link`}>
          <Hidden name="link" value={setups.link} />
          <Hidden name="invoice" value={view.invoice} />
          <SelectField
            name="to"
            label={words.linkTo}
            hint={words.linkHint}
            problem={link.problem}
            value={link.to}
            options={link.addresses.map((address) => [address, address] as const)}
          />
          <p class="actions">
            <PlainButton>{words.sendLink}</PlainButton>
          </p>
        </PostForm>
      )}
      <Sent links={link.sent} />
      <Remark>
        {words.settingsAt}{' '}
        <a href={portalUrl} style="overflow-wrap:anywhere">
          {portalUrl}
        </a>
      </Remark>
    </Section>
  );
};

const Sent = ({ links }: { readonly links: readonly SentLink[] }) =>
  links.length === 0 ? null : (
    <div class="sent">
      <h3>{words.linksSent}</h3>
      <Table columns={[{ heading: words.sentTo }, { heading: words.linkState }]}>
        {links.map(({ to, by, state, tone }) => (
          <Row>
            <Cell kind="main" dir="auto">
              {to}
              <span class="block small">{by}</span>
            </Cell>
            <Cell label={words.linkState}>
              <Tag tone={tone}>{state}</Tag>
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );

const ByNumbers = ({ view, context }: Part) => {
  const { form, problems, terms } = view;
  return (
    <Section title={words.byNumbers}>
      <Lead>{words.byNumbersText}</Lead>
      <PostForm csrf={context.frame.csrf} action={`${view.client}/methods/bank`}>
        <Hidden name="setup" value={view.setups.bank} />
        <Hidden name="invoice" value={view.invoice} />
        <Hidden name="terms" value={terms.proof} />
        <BankFields form={form} problems={problems} words={context.speech.words.portalSettings.bank} />
        <SelectField
          name="authority"
          label={words.authority}
          value={form.authority}
          options={Object.entries(words.authorities)}
        />
        <TextField
          name="kept"
          label={words.kept}
          hint={words.keptHint}
          problem={view.keptProblem}
          value={form.kept}
          maxlength={200}
          dir="auto"
          required
        />
        <TermsText title={words.terms} text={terms.text} />
        <Remark>{words.notTheirs}</Remark>
        <p class="actions">
          <PlainButton>{words.addBank}</PlainButton>
        </p>
      </PostForm>
    </Section>
  );
};
