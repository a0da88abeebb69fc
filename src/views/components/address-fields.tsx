import { Widget } from './check.tsx';
import { TextField } from './fields.tsx';

type AddressFieldsProps = {
  /** What was typed before. */
  readonly typed: string;
  /** Why nothing was sent; what is none of these fields' is left to the page. */
  readonly problem: string | null;
  /** The key of Turnstile's widget; null where it is not used. */
  readonly widget: string | null;
  readonly words: {
    readonly label: string;
    readonly hint: string;
    readonly notAnAddress: string;
    readonly notHuman: string;
  };
};

/** What a sign-in by a mailed link asks: an address, and of strangers that they are people. */
export const AddressFields = ({ typed, problem, widget, words }: AddressFieldsProps) => (
  <>
    <TextField
      name="address"
      label={words.label}
      value={typed}
      hint={words.hint}
      problem={problem === 'not_an_address' ? words.notAnAddress : null}
      type="email"
      autocomplete="email"
      autocapitalize="none"
      spellcheck={false}
      maxlength={254}
      required
    />
    {widget !== null && <Widget siteKey={widget} problem={problem === 'not_human' ? words.notHuman : null} />}
  </>
);
