import { Button, Hidden, PostForm } from '../components/form.tsx';
import { Lead } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { type DashboardContext, dashboardPage, doorPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { AGAIN_WORDS as words } from './words/sign-in-again.ts';

export type SignInAgainView = {
  /** Where the form was sent to, and is sent again. */
  readonly action: string;
  readonly token: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly signIn: string;
};

/** In place of what was sent: it waits here, with all that was typed, until its person has signed in again. */
export const signInAgainPage = (
  { action, token, fields, signIn }: SignInAgainView,
  context: DashboardContext,
): string =>
  dashboardPage({
    title: words.title,
    context,
    styles:
      '.again{padding-inline-start:24px;max-width:42rem}.again li{padding:8px 0}.again .actions{margin-top:12px}',
    body: (
      <>
        <PageHead title={words.title} lead={words.why} />
        <ol class="again">
          <li>
            {words.first}
            <p class="actions">
              <a class="button" href={signIn} target="_blank" rel="noopener">
                {words.signIn}
              </a>
            </p>
          </li>
          <li>
            {words.second}
            <PostForm csrf={token} action={action}>
              {fields.map(([name, value]) => (
                <Hidden name={name} value={value} />
              ))}
              <p class="actions">
                <Button>{words.goOn}</Button>
              </p>
            </PostForm>
          </li>
        </ol>
      </>
    ),
  });

export type SignedOutView = SignInAgainView & {
  /** A file was chosen, which a page can't keep. */
  readonly hasFile: boolean;
  readonly isMultipart: boolean;
};

/** In place of what was sent where the session had ended: it waits with all that was typed, and is sent by a press alone. */
export const signedOutPage = (view: SignedOutView, context: PageContext): string =>
  doorPage(
    {
      title: words.endedTitle,
      body: (
        <>
          <Lead>{words.ended}</Lead>
          {view.hasFile && <Lead>{words.fileAgain}</Lead>}
          <p class="actions">
            <a class="button" href={view.signIn} target="_blank" rel="noopener">
              {words.signIn}
            </a>
          </p>
          <Lead>{words.second}</Lead>
          <form
            method="post"
            action={view.action}
            enctype={view.isMultipart ? 'multipart/form-data' : undefined}
          >
            <Hidden name="csrf" value={view.token} />
            {view.fields.map(([name, value]) => (
              <Hidden name={name} value={value} />
            ))}
            <p class="actions">
              <Button>{words.goOn}</Button>
            </p>
          </form>
        </>
      ),
    },
    context,
  );

/** After a sign-in that was opened beside a form. */
export const signedInPage = (context: PageContext): string =>
  doorPage({ title: words.doneTitle, body: <Lead>{words.done}</Lead> }, context);
