import { JP_ACCOUNT_TYPES, REFERENCE_RULES } from '../../../domain/profile/bank-account.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { type Problems, TextArea } from './section-fields.tsx';

export type AccountKind = keyof typeof words.accountKinds;
type FieldName = Exclude<keyof typeof words.account, 'accountType' | 'lines' | 'reference'>;

/** What is typed of a new account. */
export type AccountForm = {
  readonly kind: AccountKind;
  readonly values: Readonly<Partial<Record<keyof typeof words.account, string>>>;
};

const NUMBERS: Readonly<Record<AccountKind, readonly FieldName[]>> = {
  iban: ['iban', 'bic'],
  us: ['routingNumber', 'accountNumber'],
  gb: ['sortCode', 'accountNumber'],
  jp: ['bankCode', 'branchCode', 'accountNumber'],
  other: [],
};

export const AccountFields = ({
  form,
  problems,
}: {
  readonly form: AccountForm;
  readonly problems: Problems;
}) => {
  const { kind, values } = form;
  const text = (name: FieldName) => (
    <TextField
      name={name}
      label={words.account[name]}
      value={values[name] ?? ''}
      problem={problems[name] ?? null}
      maxlength={140}
      dir="auto"
      autocomplete="off"
    />
  );
  return (
    <>
      {(['currency', 'holder', 'bankName'] as const).map(text)}
      {NUMBERS[kind].map(text)}
      {kind === 'jp' && (
        <SelectField
          name="accountType"
          label={words.account.accountType}
          value={values.accountType ?? 'ordinary'}
          options={JP_ACCOUNT_TYPES.map((type) => [type, words.accountTypes[type]])}
        />
      )}
      {kind === 'other' && (
        <TextArea
          name="lines"
          label={words.account.lines}
          hint={null}
          problem={problems.lines ?? null}
          value={values.lines ?? ''}
          rows={4}
        />
      )}
      <SelectField
        name="reference"
        label={words.account.reference}
        value={values.reference ?? 'invoice_number'}
        options={REFERENCE_RULES.map((rule) => [rule, words.references[rule]])}
      />
    </>
  );
};
