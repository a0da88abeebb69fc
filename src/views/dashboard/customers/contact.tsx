import { CONTACT_ROLES, type ContactRole } from '../../../domain/customer/contacts.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Confirm, PageHead } from '../parts/page.tsx';
import { CONTACTS_WORDS as words } from '../words/contacts.ts';

type Typed = {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly ContactRole[];
  readonly language: string;
};

export type ContactView = {
  /** The customer's page, below which its people's are. */
  readonly back: string;
  readonly action: string;
  readonly title: string;
  readonly version: number;
  readonly typed: Typed;
  /** Languages that there are texts in, by their tags, and as they call themselves. */
  readonly languages: readonly (readonly [tag: string, name: string])[];
  /** What is wrong, and with which field. */
  readonly problem: { readonly field: string; readonly text: string } | null;
};

const problemAt = ({ problem }: ContactView, field: string): string | null =>
  problem?.field === field ? problem.text : null;

/** A form for one of a customer's people. */
export const contactPage = (view: ContactView, context: DashboardContext): string =>
  dashboardPage({
    title: view.title,
    context,
    said:
      view.problem === null || ['email', 'roles'].includes(view.problem.field)
        ? null
        : { tone: 'bad', text: view.problem.text },
    styles:
      '.tick{display:flex;gap:8px;align-items:baseline;margin:8px 0}.tick input{flex:none}.tick label{font-weight:400}',
    body: (
      <>
        <PageHead title={view.title} />
        <PostForm csrf={context.frame.csrf} action={view.action}>
          <Hidden name="version" value={String(view.version)} />
          <TextField
            name="name"
            label={words.name}
            hint={words.nameHint}
            value={view.typed.name}
            maxlength={200}
            dir="auto"
            autocomplete="off"
          />
          <TextField
            name="email"
            type="email"
            label={words.email}
            problem={problemAt(view, 'email')}
            value={view.typed.email}
            maxlength={254}
            autocomplete="off"
            required
          />
          <Roles view={view} />
          <SelectField
            name="language"
            label={words.language}
            value={view.typed.language}
            options={[['', words.ofCustomer], ...view.languages]}
          />
          <p class="actions">
            <Button>{words.save}</Button> <a href={view.back}>{words.cancel}</a>
          </p>
        </PostForm>
      </>
    ),
  });

const Roles = ({ view }: { readonly view: ContactView }) => {
  const problem = problemAt(view, 'roles');
  return (
    <fieldset class="field" aria-describedby={problem === null ? undefined : 'roles-wrong'}>
      <legend>{words.roles}</legend>
      {CONTACT_ROLES.map((role) => (
        <p class="tick">
          <input
            type="checkbox"
            id={`role-${role}`}
            name="role"
            value={role}
            checked={view.typed.roles.includes(role)}
          />
          <label for={`role-${role}`}>{words.roleLabels[role]}</label>
        </p>
      ))}
      {problem !== null && (
        <p class="wrong" id="roles-wrong">
          {problem}
        </p>
      )}
    </fieldset>
  );
};

export type RemoveContactView = {
  readonly back: string;
  readonly action: string;
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly problem: string | null;
};

/** Asks before somebody is told nothing any more, and says who is then. */
export const removeContactPage = (view: RemoveContactView, context: DashboardContext): string =>
  dashboardPage({
    title: words.removeTitle(isolate(view.name)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={view.action}
        title={words.removeTitle(isolate(view.name))}
        text={view.text}
        label={words.removeButton}
        cancel={view.back}
      >
        <Hidden name="version" value={String(view.version)} />
      </Confirm>
    ),
  });
