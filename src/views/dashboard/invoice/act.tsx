import { RadioField, SelectField, TextField } from '../../components/fields.tsx';
import { Button, DangerButton, Hidden, PostForm } from '../../components/form.tsx';
import { Remark, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { DateField } from '../parts/date-field.tsx';
import { PageHead } from '../parts/page.tsx';
import { ACT_WORDS as words } from '../words/invoice-acts.ts';

type Common = {
  readonly name: string;
  /** Where several fields have one name; the name by default. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly problem?: string | null;
  readonly value: string;
};

/** What is asked for before something is done. */
export type ActField = Common &
  (
    | { readonly kind: 'text' | 'amount' | 'date' | 'lines' }
    | {
        readonly kind: 'choice' | 'list';
        readonly options: readonly (readonly [value: string, label: string])[];
      }
  );

export type ActView = {
  readonly back: string;
  readonly action: string;
  readonly title: string;
  /** What it means, and whether it can be undone, in a sentence or several. */
  readonly text: string;
  /** Further lines, such as to whom it goes. */
  readonly remarks: readonly string[];
  readonly fields: readonly ActField[];
  /** Null where there is nothing that could be done. */
  readonly button: string | null;
  readonly isDanger: boolean;
  /** The form's id and the version that it was drawn of. */
  readonly form: string;
  readonly version: number;
  /** Why it was not done. */
  readonly problem: string | null;
};

/** Asks before something is done to an invoice: a page of its own, which works without script. */
export const actPage = (view: ActView, context: DashboardContext): string =>
  dashboardPage({
    title: view.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={view.title} lead={view.text} />
        {view.remarks.map((remark) => (
          <Remark>{remark}</Remark>
        ))}
        {view.button === null ? (
          <WayOn href={view.back}>{words.cancel}</WayOn>
        ) : (
          <PostForm csrf={context.frame.csrf} action={view.action}>
            <Hidden name="form" value={view.form} />
            <Hidden name="version" value={String(view.version)} />
            {view.fields.map((field) => (
              <Asked field={field} />
            ))}
            <Press view={view} label={view.button} />
          </PostForm>
        )}
      </>
    ),
  });

const Press = ({ view, label }: { readonly view: ActView; readonly label: string }) => {
  const back = <a href={view.back}>{words.cancel}</a>;
  return view.isDanger ? (
    <DangerButton back={back}>{label}</DangerButton>
  ) : (
    <p class="actions">
      <Button>{label}</Button> {back}
    </p>
  );
};

const Asked = ({ field }: { readonly field: ActField }) => {
  switch (field.kind) {
    case 'text':
      return <TextField {...shared(field)} maxlength={1000} dir="auto" />;
    case 'amount':
      return <TextField {...shared(field)} maxlength={40} inputmode="decimal" autocomplete="off" />;
    case 'lines':
      return <TextField {...shared(field)} maxlength={6000} dir="auto" spellcheck={false} />;
    case 'date':
      return <DateField {...shared(field)} />;
    case 'choice':
      return <RadioField {...shared(field)} options={field.options} />;
    case 'list':
      return <SelectField {...shared(field)} options={field.options} />;
  }
};

const shared = ({ name, id = name, label, hint = null, problem = null, value }: Common) => ({
  name,
  id,
  label,
  hint,
  problem,
  value,
});
