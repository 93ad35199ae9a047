/** What the chart library draws as SVG, in the words that the PDF library understands; everything stays a vector. */

const HALOED = /<text\b([^>]*\bpaint-order="stroke"[^>]*)>([\s\S]*?)<\/text>/g;
const STROKE = /\s(?:paint-order|stroke|stroke-width|stroke-linejoin|stroke-linecap|stroke-dasharray)="[^"]*"/g;

/** The order of painting is not known there: a stroke would lie over its letters. So the letters are set once more above it. */
const layHalos = (svg: string): string =>
  svg.replace(HALOED, (halo, attributes: string, text: string) => `${halo}<text${attributes.replace(STROKE, '')}>${text}</text>`);

const TILE = /<image\b[^>]*?\b(?:xlink:)?href="data:image\/svg\+xml[^,"]*,([^"]*)"[^>]*?(?:\/>|><\/image>)/g;

/** A tile of a pattern given as an address is set in place: an image inside would have to be one of pixels. */
const openTiles = (svg: string): string =>
  svg.replace(TILE, (image, encoded: string) => {
    const inner = /^[\s\S]*?<svg\b[^>]*>([\s\S]*)<\/svg>\s*$/.exec(decodeURIComponent(encoded))?.[1];
    return inner === undefined ? image : `<g>${inner}</g>`;
  });

export const forPdf = (svg: string): string => openTiles(layHalos(svg));
