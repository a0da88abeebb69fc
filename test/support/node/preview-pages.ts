import { gallery } from '../../views/gallery.ts';
import { takeScreenshots } from './screenshots.ts';

// Usage: node test/support/node/preview-pages.ts FOLDER [part of a page's name]
const [folder, part = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder for the screenshots');
const shots = gallery().filter((shot) => shot.name.includes(part));
const files = await takeScreenshots(shots, folder);
console.log(`${files.length} screenshots in ${folder}`);
