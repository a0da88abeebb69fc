import { colourRemark } from '../../../domain/profile/colour.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Under } from '../parts/under-field.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { type FieldName, KIND_OF, OPTIONS, type Values } from './fields.ts';

/** Problems by the name of the field. */
export type Problems = Readonly<Record<string, string>>;

type Listed = { readonly names: readonly FieldName[]; readonly values: Values; readonly problems: Problems };

/** The fields of a section, with what is in them and what is wrong. */
export const SectionFields = ({ names, values, problems }: Listed) => (
  <>
    {names.map((name) => (
      <SectionField name={name} value={values[name] ?? ''} problem={problems[name] ?? null} />
    ))}
  </>
);

type Field = { readonly name: FieldName; readonly value: string; readonly problem: string | null };

const SectionField = ({ name, value, problem }: Field) => {
  const [label, hint] = words.fields[name];
  const field = { name, label, hint, problem };
  const kind = KIND_OF[name];
  switch (kind) {
    case 'text':
      return <TextField {...field} value={value} maxlength={500} dir="auto" autocomplete="off" />;
    case 'email':
      return (
        <TextField
          {...field}
          value={value}
          maxlength={254}
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
      );
    case 'number':
      return <TextField {...field} value={value} maxlength={12} inputmode="numeric" autocomplete="off" />;
    case 'select':
      return <SelectField {...field} value={value} options={OPTIONS[name] ?? []} />;
    case 'lines':
      return <TextArea {...field} value={value} rows={3} />;
    case 'colour':
      return <ColourField {...field} value={value} />;
    case 'check':
      return <CheckField {...field} isOn={value !== ''} />;
    default:
      return kind satisfies never;
  }
};

type Named = {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly problem: string | null;
};

const told = ({ name, hint, problem }: Omit<Named, 'label'>) => ({
  'aria-describedby':
    [problem === null ? '' : `${name}-wrong`, hint === null ? '' : `${name}-hint`].join(' ').trim() ||
    undefined,
  'aria-invalid': problem === null ? undefined : ('true' as const),
});

export const TextArea = ({
  label,
  value,
  rows,
  ...field
}: Named & { readonly value: string; readonly rows: number }) => (
  <div class="field">
    <label for={field.name}>{label}</label>
    <textarea id={field.name} name={field.name} rows={rows} maxlength={1000} dir="auto" {...told(field)}>
      {value}
    </textarea>
    <Under {...field} />
  </div>
);

const ColourField = ({ label, value, ...field }: Named & { readonly value: string }) => (
  <div class="field">
    <label for={field.name}>{label}</label>
    <input type="color" id={field.name} name={field.name} value={value} {...told(field)} />
    <Under {...field} />
    {colourRemark(value) !== null && <p class="small wait">{colourRemark(value)}</p>}
  </div>
);

const CheckField = ({ label, isOn, ...field }: Named & { readonly isOn: boolean }) => (
  <div class="field">
    <p class="radio">
      <input type="checkbox" id={field.name} name={field.name} value="on" checked={isOn} {...told(field)} />
      <label for={field.name}>{label}</label>
    </p>
    <Under {...field} />
  </div>
);
