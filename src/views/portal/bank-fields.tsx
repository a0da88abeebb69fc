import { RadioField, SelectField, TextField } from '../components/fields.tsx';
import type { BankForm, BankProblems } from './bank-account-view.ts';
import type { SettingsWriter } from './settings-writer.ts';

type Words = SettingsWriter['own']['bank'];
type Fields = { readonly form: BankForm; readonly problems: BankProblems; readonly words: Words };

/** The fields of a bank account, in the order of a check and of American forms. */
export const BankFields = ({ form, problems, words }: Fields) => {
  const problem = (field: keyof Words['problem']): string | null => {
    const sentences: Readonly<Record<string, string>> = words.problem[field];
    return sentences[problems.fields[field] ?? ''] ?? null;
  };
  // The number is never shown again, so after a mistake elsewhere it has to be typed again.
  const isAgain =
    Object.keys(problems.fields).length > 0 || problems.account !== null || problems.refused !== null;
  return (
    <>
      <TextField
        name="routingNumber"
        label={words.routingNumber}
        value={form.routingNumber}
        hint={words.routingNumberHint}
        problem={problem('routingNumber')}
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxlength={20}
        required
      />
      <TextField
        name="accountNumber"
        label={words.accountNumber}
        value=""
        hint={isAgain ? words.accountNumberAgain : words.accountNumberHint}
        problem={problem('accountNumber')}
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxlength={40}
        required
      />
      <TextField
        name="holderName"
        label={words.holderName}
        value={form.holderName}
        problem={problem('holderName')}
        autocomplete="name"
        maxlength={100}
        dir="auto"
        required
      />
      <RadioField
        name="holderType"
        label={words.holderType}
        value={form.holderType}
        options={[
          ['individual', words.individual],
          ['company', words.company],
        ]}
        problem={problem('holderType')}
      />
      <SelectField
        name="country"
        label={words.country}
        value={form.country}
        options={[
          ['US', words.us],
          ['other', words.otherCountry],
        ]}
        problem={problem('country')}
      />
      <SelectField
        name="currency"
        label={words.currency}
        value={form.currency}
        options={[
          ['USD', words.usd],
          ['other', words.otherCurrency],
        ]}
        problem={problem('currency')}
      />
    </>
  );
};
