import type { Role } from '../../domain/staff/roles.ts';
import { FlashLine } from '../components/flash.tsx';
import { Hidden, LinkForm, PostForm, VerbForm } from '../components/form.tsx';
import { Actions, Lead, WayOn } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { flashFor } from './flash.ts';
import { doorPage } from './frame.tsx';
import { Empty } from './parts/page.tsx';
import { JOIN_WORDS as words } from './words/join.ts';
import { ROLE_EXPLAINED, ROLE_NAMES } from './words/roles.ts';

type Place = { readonly merchantId: string; readonly merchantName: string; readonly role: Role };

export type ChooseView = {
  readonly address: string;
  readonly csrf: string;
  readonly businesses: readonly Place[];
  readonly invited: readonly (Place & { readonly id: string })[];
  readonly said: string | null;
  /** Why the last press was refused. */
  readonly problem: string | null;
};

/** The businesses of a person, and the invitations that wait for them. */
export function choosePage(view: ChooseView, context: PageContext): string {
  const { address, csrf, businesses, invited, said, problem } = view;
  const flash = problem === null ? flashFor(words.said, said) : ({ tone: 'bad', text: problem } as const);
  const body = (
    <>
      <FlashLine said={flash} />
      <p class="lead" dir="auto">
        {words.signedInAs(isolate(address))}
      </p>
      {businesses.length === 0 && invited.length === 0 && <Empty text={words.none} />}
      <ul class="choices">
        {businesses.map(({ merchantId, merchantName, role }) => (
          <li>
            <a href={`/dashboard/${merchantId}`} dir="auto">
              <b>{merchantName}</b> <span class="tag">{ROLE_NAMES[role]}</span>
            </a>
          </li>
        ))}
      </ul>
      {invited.length > 0 && (
        <section>
          <h2>{words.invitations}</h2>
          {invited.map((invitation) => (
            <Invitation csrf={csrf} invitation={invitation} />
          ))}
        </section>
      )}
      <Actions>
        <a href="/dashboard/account">{words.account}</a>
      </Actions>
      <VerbForm csrf={csrf} action="/dashboard/sign-out" label={words.signOut} />
    </>
  );
  return doorPage({ title: words.chooseTitle, body }, context);
}

type Invited = { readonly csrf: string; readonly invitation: ChooseView['invited'][number] };

const Invitation = ({ csrf, invitation: { id, merchantName, role } }: Invited) => (
  <div class="field">
    <p dir="auto">
      <b>{merchantName}</b> <span class="tag">{ROLE_NAMES[role]}</span>
    </p>
    <p class="small">{ROLE_EXPLAINED[role]}</p>
    <PostForm csrf={csrf} action="/dashboard/join">
      <Hidden name="invitation" value={id} />
      <p class="actions">
        <button
          class="button"
          name="answer"
          value="accept"
          aria-label={words.joinFull(isolate(merchantName))}
        >
          {words.join}
        </button>
        <button
          class="plain"
          name="answer"
          value="decline"
          aria-label={words.declineFull(isolate(merchantName))}
        >
          {words.decline}
        </button>
      </p>
    </PostForm>
  </div>
);

export type InvitationView = {
  readonly state: 'open' | keyof typeof words.over;
  readonly merchantName: string;
  readonly role: Role;
  readonly address: string;
  readonly invitedBy: string | null;
  /** Where the button posts to: the link itself. */
  readonly action: string;
};

/** What an invitation's link shows. It signs nobody in: its button sends a sign-in link to the invited address. */
export function invitationPage(view: InvitationView, context: PageContext): string {
  const merchant = isolate(view.merchantName);
  if (view.state !== 'open') {
    const { title, text } = words.over[view.state];
    const body = (
      <>
        <Lead>{text}</Lead>
        <WayOn href="/dashboard/sign-in">{words.signIn}</WayOn>
      </>
    );
    return doorPage({ title, body }, context);
  }
  const role = ROLE_NAMES[view.role];
  const invited =
    view.invitedBy === null
      ? words.invited(merchant, role)
      : words.invitedBy(isolate(view.invitedBy), merchant, role);
  const body = (
    <>
      <Lead>{invited}</Lead>
      <p class="lead" dir="auto">
        {words.forAddress(isolate(view.address))}
      </p>
      <LinkForm action={view.action} label={words.sendLink} />
    </>
  );
  return doorPage({ title: words.invitationTitle(merchant), body }, context);
}
