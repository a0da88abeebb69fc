import { SelectField, TextField } from '../../components/fields.tsx';
import { Button, Hidden, PlainButton, PostForm } from '../../components/form.tsx';
import { Lead, Remark, Section, WayOn } from '../../components/prose.tsx';
import type { BankForm, BankProblems } from '../../portal/bank-account-view.ts';
import { BankFields } from '../../portal/bank-fields.tsx';
import { SETTINGS_STYLES } from '../../portal/settings-styles.ts';
import { TermsText } from '../../portal/terms-text.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { CLIENT_WORDS as words } from '../words/customer-client.ts';

export type AddMethodView = {
  readonly client: string;
  readonly name: string;
  /** Where the client signs in to add one, and their address; null for who has none. */
  readonly portalUrl: string;
  readonly email: string | null;
  readonly form: BankForm & { readonly authority: string; readonly kept: string };
  readonly problems: BankProblems;
  readonly keptProblem: string | null;
  /** What was not done and why. */
  readonly problem: string | null;
  readonly terms: { readonly text: string; readonly proof: string };
  readonly setups: { readonly stripe: string; readonly bank: string };
};

/** Adds a payment method for a client: at Stripe with them, by themselves, or by numbers with their authority. */
export const addMethodPage = (view: AddMethodView, context: DashboardContext): string =>
  dashboardPage({
    title: words.addTitle(view.name),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: SETTINGS_STYLES,
    body: (
      <>
        <PageHead title={words.addTitle(isolate(view.name))} lead={words.addLead} />
        <Section title={words.atStripe}>
          <Lead>{words.atStripeText}</Lead>
          <PostForm csrf={context.frame.csrf} action={`${view.client}/methods/stripe`}>
            <Hidden name="setup" value={view.setups.stripe} />
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
        <Themselves view={view} />
        <ByNumbers view={view} context={context} />
        <WayOn href={view.client}>{words.back}</WayOn>
      </>
    ),
  });

const Themselves = ({ view: { portalUrl, email } }: { readonly view: AddMethodView }) => {
  const query = `subject=${encodeURIComponent(words.mailSubject)}&body=${encodeURIComponent(words.mailBody(portalUrl))}`;
  return (
    <Section title={words.themselves}>
      <Lead>{words.themselvesText}</Lead>
      <p>
        <a href={portalUrl} style="overflow-wrap:anywhere">
          {portalUrl}
        </a>
      </p>
      {email !== null && (
        <p class="actions">
          <a class="plain" href={`mailto:${encodeURIComponent(email)}?${query}`}>
            {words.mail(isolate(email))}
          </a>
        </p>
      )}
    </Section>
  );
};

const ByNumbers = ({
  view,
  context,
}: {
  readonly view: AddMethodView;
  readonly context: DashboardContext;
}) => {
  const { form, problems, terms } = view;
  return (
    <Section title={words.byNumbers}>
      <Lead>{words.byNumbersText}</Lead>
      <PostForm csrf={context.frame.csrf} action={`${view.client}/methods/bank`}>
        <Hidden name="setup" value={view.setups.bank} />
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
