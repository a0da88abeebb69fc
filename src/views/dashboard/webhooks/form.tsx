import { EVENT_TYPES, type EventObject, WEBHOOK_EVENT_TYPES } from '../../../domain/webhooks/event-types.ts';
import { TextField } from '../../components/fields.tsx';
import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { Remark, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { WEBHOOK_WORDS as words } from '../words/webhooks.ts';
import { LONG_NAMES } from './list.tsx';

export type EndpointForm = {
  readonly url: string;
  readonly description: string;
  readonly which: 'all' | 'some';
  readonly types: readonly string[];
};

export type EndpointFormView = {
  readonly isNew: boolean;
  readonly action: string;
  readonly cancel: string;
  /** The same for each press of this form. */
  readonly command: string;
  readonly typed: EndpointForm;
  /** What is wrong with a field, by its name; under an empty name what is wrong with none of them. */
  readonly problems: Readonly<Record<string, string>>;
};

/** The form of an endpoint, new or not. */
export const endpointFormPage = (view: EndpointFormView, context: DashboardContext): string => {
  const title = view.isNew ? words.newTitle : words.editTitle;
  const general = view.problems[''];
  return dashboardPage({
    title,
    context,
    said: general === undefined ? null : { tone: 'bad', text: general },
    styles: LONG_NAMES,
    body: (
      <>
        <PageHead title={title} lead={view.isNew ? words.newLead : words.editLead} />
        <div class="narrow-form">
          <PostForm csrf={context.frame.csrf} action={view.action}>
            <Hidden name="command" value={view.command} />
            <TextField
              name="url"
              label={words.url}
              value={view.typed.url}
              hint={words.urlHint}
              problem={view.problems.url ?? null}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              maxlength={2000}
              required
            />
            <TextField
              name="description"
              label={words.description}
              value={view.typed.description}
              hint={words.descriptionHint}
              problem={view.problems.description ?? null}
              autocomplete="off"
              maxlength={200}
              dir="auto"
            />
            <Which view={view} />
            <p class="actions">
              <Button>{view.isNew ? words.create : words.save}</Button>
            </p>
          </PostForm>
        </div>
        <Remark>{words.docs}</Remark>
        <WayOn href={view.cancel}>{view.isNew ? words.back : words.backToEndpoint}</WayOn>
      </>
    ),
  });
};

const CHOICES = [
  ['all', words.all],
  ['some', words.some],
] as const;

const OBJECTS: readonly EventObject[] = [
  ...new Set(WEBHOOK_EVENT_TYPES.map((type) => EVENT_TYPES[type].object)),
];

const Which = ({ view: { typed, problems } }: { readonly view: EndpointFormView }) => (
  <>
    <fieldset
      class="field"
      aria-invalid={problems.types === undefined ? undefined : 'true'}
      aria-describedby={problems.types === undefined ? undefined : 'types-wrong'}
    >
      <legend>{words.which}</legend>
      {CHOICES.map(([value, label]) => (
        <p class="radio">
          <input
            type="radio"
            id={`which-${value}`}
            name="which"
            value={value}
            checked={typed.which === value}
          />
          <label for={`which-${value}`}>{label}</label>
        </p>
      ))}
      {problems.types !== undefined && (
        <p class="wrong" id="types-wrong">
          {problems.types}
        </p>
      )}
    </fieldset>
    {OBJECTS.map((object) => (
      <fieldset class="field">
        <legend class="small">{words.objects[object]}</legend>
        {WEBHOOK_EVENT_TYPES.filter((type) => EVENT_TYPES[type].object === object).map((type) => (
          <p class="radio">
            <input
              type="checkbox"
              id={type}
              name="types"
              value={type}
              checked={typed.types.includes(type)}
              aria-describedby={`${type}-says`}
            />
            <label for={type}>
              <span class="names">{type}</span>
              <span class="block small" id={`${type}-says`}>
                {EVENT_TYPES[type].says}
              </span>
            </label>
          </p>
        ))}
      </fieldset>
    ))}
  </>
);
