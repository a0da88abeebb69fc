import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { Remark, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { Conflict, type ConflictView } from './conflict.tsx';
import { type FormSection, SECTION_FIELDS, type Values } from './fields.ts';
import { type Problems, SectionFields } from './section-fields.tsx';
import { PROFILE_STYLES } from './styles.ts';
import { type TaxRow, TaxRows } from './tax-rows.tsx';

export type SectionView = {
  readonly base: string;
  readonly section: Exclude<FormSection, 'look'>;
  /** The version that the form is made on, and the values that it was drawn with, to tell what was changed. */
  readonly version: number;
  readonly was: string;
  readonly values: Values;
  readonly taxIds: readonly TaxRow[];
  readonly problems: Problems;
  readonly conflict: ConflictView | null;
  /** A remark below the lead, such as what the next number is. */
  readonly remark: string | null;
  /** What was refused and belongs to no field. */
  readonly problem: string | null;
};

/** The form of a section. */
export function sectionPage(view: SectionView, context: DashboardContext): string {
  const { title, lead } = words.sections[view.section];
  return dashboardPage({
    title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: PROFILE_STYLES,
    body: (
      <>
        <PageHead title={title} lead={lead} />
        {view.remark !== null && <Remark>{view.remark}</Remark>}
        <Conflict conflict={view.conflict} />
        <div class="narrow-form">
          <PostForm csrf={context.frame.csrf} action={`${view.base}/${view.section}`}>
            <Hidden name="version" value={String(view.version)} />
            <Hidden name="was" value={view.was} />
            <SectionFields
              names={SECTION_FIELDS[view.section]}
              values={view.values}
              problems={view.problems}
            />
            {view.section === 'address' && <TaxRows rows={view.taxIds} problems={view.problems} />}
            <p class="actions">
              <Button>{words.save}</Button>
            </p>
          </PostForm>
        </div>
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });
}
