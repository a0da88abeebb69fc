import { ts } from '@ts-morph/common';

/** A piece of code that runs as a whole or not at all: a function's body, a branch. */
export type Block = {
  readonly from: number;
  readonly to: number;
  /** An arrow's expression, which is marked by a comma instead of a statement. */
  readonly isExpression: boolean;
};

/** The blocks of a file from its start; an outer one comes before those within it. */
export function blocksOf(tree: ts.SourceFile): readonly Block[] {
  const blocks: Block[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) {
      blocks.push({ from: node.getStart(), to: node.getEnd(), isExpression: false });
    } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
      blocks.push({ from: node.body.getStart(), to: node.body.getEnd(), isExpression: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return blocks;
}
