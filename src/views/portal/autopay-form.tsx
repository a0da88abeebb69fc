import { RadioField, SelectField, TextField } from '../components/fields.tsx';
import { ButtonLink, Hidden, PostForm, SubmitButton } from '../components/form.tsx';
import { Actions, Lead, Section } from '../components/prose.tsx';
import { typedAmount } from '../typed-amount.ts';
import type { AutopayView } from './autopay-view.ts';
import type { SettingsWriter } from './settings-writer.ts';
import { TermsText } from './terms-text.tsx';

type Form = { readonly view: AutopayView; readonly csrf: string; readonly writer: SettingsWriter };

/** The form that turns autopay on, or changes its terms; without a method, a link to add one. */
export const AutopayForm = ({ view, csrf, writer }: Form) => {
  const words = writer.own.autopay;
  const isOn = view.policy !== 'never';
  const title = isOn ? words.change : words.turnOnTitle;
  if (view.methods.length === 0) {
    return (
      <Section title={title}>
        <Lead>{words.needsMethod}</Lead>
        <Actions>
          <ButtonLink href="/portal/settings">{words.addMethod}</ButtonLink>
        </Actions>
      </Section>
    );
  }
  return (
    <Section title={title}>
      <PostForm csrf={csrf} action="/portal/autopay">
        <Hidden name="terms" value={view.terms.proof} />
        <RadioField
          name="when"
          label={words.whenLabel}
          value={view.form.when}
          options={[
            ['on_due_date', words.whenOption.on_due_date],
            ['on_send', words.whenOption.on_send],
          ]}
        />
        <SelectField
          name="method"
          label={words.methodLabel}
          value={view.form.methodId}
          options={view.methods.map(({ id, card }) => [id, writer.card(card)] as const)}
        />
        {view.form.caps.map(({ name, currency, typed }) => (
          <TextField
            name={name}
            label={words.capLabel(currency)}
            value={typed}
            hint={view.form.caps.length === 1 ? words.capHint : words.capsHint}
            problem={view.problemIn === currency ? capProblem(view.problem, currency, writer) : null}
            inputmode="decimal"
            autocomplete="off"
            maxlength={40}
          />
        ))}
        <TermsText title={words.terms} text={view.terms.text} />
        <SubmitButton>{isOn ? words.save : words.turnOn}</SubmitButton>
      </PostForm>
    </Section>
  );
};

function capProblem(
  problem: AutopayView['problem'],
  currency: string,
  writer: SettingsWriter,
): string | null {
  const { refused } = writer.own;
  if (problem === 'cap') return refused.cap(typedAmount(currency, 50_000, writer.locale));
  return problem === 'cap_zero' ? refused.cap_zero : null;
}
