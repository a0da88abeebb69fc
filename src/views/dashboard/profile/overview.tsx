import { Fact } from '../../components/facts.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { SECTIONS, type SectionName } from './fields.ts';
import { PROFILE_STYLES } from './styles.ts';

export type OverviewView = {
  readonly base: string;
  readonly version: number;
  readonly mayEdit: boolean;
  /** What each section says, as label and value. */
  readonly facts: Readonly<Record<SectionName, readonly (readonly [label: string, value: string])[]>>;
  readonly logoUrl: string | null;
  readonly said: string | null;
};

/** All that a business says of itself, a section after the other. */
export const overviewPage = (view: OverviewView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: PROFILE_STYLES,
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead(view.version)}
          action={<a href={`${view.base}/history`}>{words.history}</a>}
        />
        {SECTIONS.map((name) => (
          <Part name={name} view={view} />
        ))}
      </>
    ),
  });

const Part = ({ name, view }: { readonly name: SectionName; readonly view: OverviewView }) => {
  const { title } = words.sections[name];
  return (
    <section>
      <div class="part-head">
        <h2 id={name}>{title}</h2>
        {view.mayEdit && (
          <a href={`${view.base}/${name}`} aria-label={words.changeOf(title)}>
            {words.change}
          </a>
        )}
      </div>
      {name === 'look' && view.logoUrl !== null && (
        <img class="logo-now" src={view.logoUrl} alt={words.logo} />
      )}
      <dl class="facts plain">
        {view.facts[name].map(([label, value]) => (
          <Fact label={label}>{value}</Fact>
        ))}
      </dl>
    </section>
  );
};
