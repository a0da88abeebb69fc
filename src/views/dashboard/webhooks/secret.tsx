import { SelectField } from '../../components/fields.tsx';
import { ButtonLink, Hidden } from '../../components/form.tsx';
import { Actions, Remark } from '../../components/prose.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Confirm, PageHead } from '../parts/page.tsx';
import { WEBHOOK_WORDS as words } from '../words/webhooks.ts';

export type SecretView = {
  /** Null where the form was pressed before. */
  readonly secret: string | null;
  /** Until when the one before signs, as people read it; null where none does. */
  readonly previousUntil: string | null;
  readonly href: string;
};

/** Shows a secret, this once. */
export const secretPage = ({ secret, previousUntil, href }: SecretView, context: DashboardContext): string =>
  dashboardPage({
    title: words.secretTitle,
    context,
    styles: '.head+p{margin-top:16px}.secret{overflow-wrap:anywhere;user-select:all}',
    body: (
      <>
        <PageHead title={words.secretTitle} lead={secret === null ? words.secretGone : words.secretLead} />
        {secret !== null && (
          <p>
            <b>{words.secretLabel}</b> <code class="secret block">{secret}</code>
          </p>
        )}
        {previousUntil !== null && <Remark>{words.secretOld(previousUntil)}</Remark>}
        <Remark>{words.docs}</Remark>
        <Actions>
          <ButtonLink href={href}>{words.toEndpoint}</ButtonLink>
        </Actions>
      </>
    ),
  });

export type AskView = { readonly endpoint: string; readonly command: string; readonly address: string };

/** Asks for how long the old secret goes on, before a new one is made. */
export const rotatePage = (
  { endpoint, command, problem }: AskView & { readonly problem: string | null },
  context: DashboardContext,
): string =>
  dashboardPage({
    title: words.rotateTitle,
    context,
    said: problem === null ? null : { tone: 'bad', text: problem },
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${endpoint}/rotate`}
        title={words.rotateTitle}
        text={words.rotateText}
        label={words.rotateButton}
        cancel={endpoint}
      >
        <Hidden name="command" value={command} />
        <SelectField
          name="overlap"
          label={words.overlap}
          value="86400"
          options={Object.entries(words.overlaps)}
        />
      </Confirm>
    ),
  });

/** Asks before an endpoint is deleted. */
export const removePage = ({ endpoint, command, address }: AskView, context: DashboardContext): string => {
  const title = words.removeTitle(isolate(address));
  return dashboardPage({
    title,
    context,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${endpoint}/delete`}
        title={title}
        text={words.removeText}
        label={words.removeButton}
        cancel={endpoint}
      >
        <Hidden name="command" value={command} />
      </Confirm>
    ),
  });
};
