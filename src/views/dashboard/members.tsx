import { ROLES, type Role } from '../../domain/staff/roles.ts';
import { RadioField, TextField } from '../components/fields.tsx';
import type { Flash } from '../components/flash.tsx';
import { PostForm, SubmitButton, VerbForm } from '../components/form.tsx';
import { Section } from '../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import { isolate } from '../text.ts';
import { flashFor } from './flash.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Address } from './parts/address.tsx';
import { Confirm, PageHead } from './parts/page.tsx';
import { MEMBERS_WORDS as words } from './words/members.ts';
import { ROLE_EXPLAINED, ROLE_NAMES } from './words/roles.ts';

export type MemberRow = {
  readonly personId: string;
  readonly address: string;
  readonly role: Role;
  /** A local date as people read it. */
  readonly since: string;
  readonly isYou: boolean;
  readonly isLastOwner: boolean;
};

export type InvitationRow = {
  readonly id: string;
  readonly address: string;
  readonly role: Role;
  /** An instant as people read it. */
  readonly until: string;
  readonly isExpired: boolean;
};

export type MembersView = {
  /** The members' page of the business: every form posts below it. */
  readonly base: string;
  readonly mayManage: boolean;
  readonly members: readonly MemberRow[];
  readonly invitations: readonly InvitationRow[];
  readonly said: string | null;
  /** Why the last press was refused. */
  readonly problem: string | null;
  /** What was typed into the invitation. */
  readonly typed: { readonly address: string; readonly role: string; readonly problem: string | null };
};

const flashOf = ({ said, problem }: MembersView): Flash | null =>
  problem === null ? flashFor(words.said, said) : { tone: 'bad', text: problem };

export const membersPage = (view: MembersView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashOf(view),
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Table
          columns={[
            { heading: words.person },
            { heading: words.role },
            { heading: words.since },
            { heading: words.actions, kind: 'verbs' },
          ]}
        >
          {view.members.map((member) => (
            <Member member={member} view={view} csrf={context.frame.csrf} />
          ))}
        </Table>
        {view.invitations.length > 0 && <Invitations view={view} csrf={context.frame.csrf} />}
        {view.mayManage && <Invite view={view} csrf={context.frame.csrf} />}
      </>
    ),
  });

type Part = { readonly view: MembersView; readonly csrf: string };

const Member = ({ member, view, csrf }: Part & { readonly member: MemberRow }) => {
  const { personId, address, role, since, isYou, isLastOwner } = member;
  return (
    <Row>
      <Cell kind="main" dir="auto">
        <Address of={address} /> {isYou && <span class="tag">{words.you}</span>}
      </Cell>
      <Cell label={words.role}>
        {view.mayManage && !isLastOwner ? (
          <RoleForm member={member} base={view.base} csrf={csrf} />
        ) : (
          <>
            {ROLE_NAMES[role]} {isLastOwner && <span class="tag">{words.lastOwner}</span>}
          </>
        )}
      </Cell>
      <Cell kind="day" label={words.since}>
        {since}
      </Cell>
      <Cell kind="verbs">
        {(view.mayManage || isYou) && !isLastOwner && (
          <Verbs>
            <VerbLink
              href={`${view.base}/${isYou ? 'leave' : `${personId}/remove`}`}
              label={isYou ? words.leave : words.remove}
              fullLabel={isYou ? words.leave : words.removeFull(isolate(address))}
            />
          </Verbs>
        )}
      </Cell>
    </Row>
  );
};

type RoleFormProps = { readonly member: MemberRow; readonly base: string; readonly csrf: string };

const RoleForm = ({ member: { personId, address, role }, base, csrf }: RoleFormProps) => (
  <PostForm csrf={csrf} action={`${base}/${personId}/role`}>
    <span class="row-form">
      <select name="role" aria-label={words.roleOf(isolate(address))}>
        {ROLES.map((each) => (
          <option value={each} selected={each === role}>
            {ROLE_NAMES[each]}
          </option>
        ))}
      </select>
      <button class="small-button" aria-label={words.changeRoleOf(isolate(address))}>
        {words.changeRole}
      </button>
    </span>
  </PostForm>
);

const Invitations = ({ view, csrf }: Part) => (
  <Section title={words.invitations}>
    <Table
      columns={[
        { heading: words.person },
        { heading: words.role },
        { heading: words.until },
        { heading: words.actions, kind: 'verbs' },
      ]}
    >
      {view.invitations.map(({ id, address, role, until, isExpired }) => (
        <Row>
          <Cell kind="main" dir="auto">
            <Address of={address} />
          </Cell>
          <Cell label={words.role}>{ROLE_NAMES[role]}</Cell>
          <Cell label={words.until}>{isExpired ? words.expired : until}</Cell>
          <Cell kind="verbs">
            {view.mayManage && (
              <Verbs>
                <VerbForm
                  csrf={csrf}
                  action={`${view.base}/invite`}
                  fields={{ address, role }}
                  label={words.again}
                  fullLabel={words.againFull(isolate(address))}
                />
                <VerbForm
                  csrf={csrf}
                  action={`${view.base}/withdraw`}
                  fields={{ invitation: id }}
                  label={words.withdraw}
                  fullLabel={words.withdrawFull(isolate(address))}
                />
              </Verbs>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  </Section>
);

const Invite = ({ view, csrf }: Part) => (
  <Section title={words.inviteTitle}>
    <p>{words.inviteExplained}</p>
    <div class="narrow-form">
      <PostForm csrf={csrf} action={`${view.base}/invite`}>
        <TextField
          name="address"
          label={words.address}
          value={view.typed.address}
          problem={view.typed.problem}
          type="email"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxlength={254}
          required
        />
        <RadioField
          name="role"
          label={words.role}
          value={view.typed.role}
          options={ROLES.map((role) => [role, `${ROLE_NAMES[role]}: ${ROLE_EXPLAINED[role]}`] as const)}
        />
        <SubmitButton>{words.invite}</SubmitButton>
      </PostForm>
    </div>
  </Section>
);

export type RemoveView = {
  readonly base: string;
  readonly personId: string;
  readonly address: string;
  readonly isYou: boolean;
};

/** Asks before a member is removed, or leaves. */
export function removeMemberPage(view: RemoveView, context: DashboardContext): string {
  const { base, personId, address, isYou } = view;
  const title = isYou
    ? words.leaveTitle(isolate(context.frame.business?.name ?? ''))
    : words.removeTitle(isolate(address));
  return dashboardPage({
    title,
    context,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${base}/${isYou ? 'leave' : `${personId}/remove`}`}
        title={title}
        text={isYou ? words.leaveText : words.removeText}
        label={isYou ? words.leaveButton : words.removeButton}
        cancel={base}
      />
    ),
  });
}
