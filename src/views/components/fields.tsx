/** A form field: its name, label, hint and problem. */
type Field = {
  readonly name: string;
  /** Defaults to the name. */
  readonly id?: string;
  readonly label: string;
  /** The label is small, where a heading says the same. */
  readonly isHeaded?: boolean;
  readonly hint?: string | null;
  readonly problem?: string | null;
};

/** Further attributes of the input, such as its keyboard. */
type InputAttributes = {
  readonly type?: 'email';
  readonly inputmode?: 'decimal' | 'numeric';
  readonly autocomplete?: 'email' | 'name' | 'off';
  readonly autocapitalize?: 'characters' | 'none';
  readonly spellcheck?: false;
  readonly maxlength: number;
  readonly dir?: 'auto';
  readonly required?: true;
};

export const TextField = ({
  name,
  id = name,
  label,
  isHeaded,
  hint,
  problem,
  value,
  ...attributes
}: Field & InputAttributes & { readonly value: string }) => (
  <div class="field">
    <label for={id} class={isHeaded ? 'small' : undefined}>
      {label}
    </label>
    <input id={id} name={name} value={value} {...attributes} {...described({ id, hint, problem })} />
    <Under id={id} hint={hint} problem={problem} />
  </div>
);

type Choice = Field & {
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
};

/** A drop-down list. */
export const SelectField = ({ name, id = name, label, hint, problem, value, options }: Choice) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={name} {...described({ id, hint, problem })}>
      {options.map(([option, text]) => (
        <option value={option} selected={option === value}>
          {text}
        </option>
      ))}
    </select>
    <Under id={id} hint={hint} problem={problem} />
  </div>
);

/** Radio buttons. */
export const RadioField = ({ name, id = name, label, hint, problem, value, options }: Choice) => (
  <fieldset class="field" {...described({ id, hint, problem })}>
    <legend>{label}</legend>
    {options.map(([option, text]) => (
      <p class="radio">
        <input
          type="radio"
          id={`${id}-${option}`}
          name={name}
          value={option}
          required
          checked={option === value}
        />
        <label for={`${id}-${option}`}>{text}</label>
      </p>
    ))}
    <Under id={id} hint={hint} problem={problem} />
  </fieldset>
);

type Remarks = {
  readonly id: string;
  readonly hint: string | null | undefined;
  readonly problem: string | null | undefined;
};

/** What a screen reader says after the label: what is wrong first, then the hint. */
function described({ id, hint, problem }: Remarks) {
  const ids = [problem == null ? [] : `${id}-wrong`, hint == null ? [] : `${id}-hint`].flat();
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': problem == null ? undefined : 'true',
  };
}

const Under = ({ id, hint, problem }: Remarks) => (
  <>
    {problem == null ? null : (
      <p class="wrong" id={`${id}-wrong`}>
        {problem}
      </p>
    )}
    {hint == null ? null : (
      <p class="small" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </>
);
