import { Under } from './under-field.tsx';

type Dated = {
  readonly name: string;
  readonly label: string;
  /** `YYYY-MM-DD`, or as it was typed. */
  readonly value: string;
  readonly hint: string | null;
  readonly problem: string | null;
};

/** A day, which a browser offers a calendar for. */
export const DateField = ({ name, label, value, hint, problem }: Dated) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      type="date"
      id={name}
      name={name}
      value={value}
      aria-describedby={problem === null ? (hint === null ? undefined : `${name}-hint`) : `${name}-wrong`}
      aria-invalid={problem === null ? undefined : 'true'}
    />
    <Under name={name} hint={hint} problem={problem} />
  </div>
);
