/* How the pictures of the map are made. Run where `npm install world-atlas@2 topojson-client topojson-simplify d3-geo`
   has been run: `node map.mjs <checkout>`. It needs nothing else, and the portal needs none of it.

   In:  world-atlas countries-50m.json, which is Natural Earth 1:50 million (public domain).
   Out: profiles/reading/drawings/geography.json: by frame and ISO 3166 code, where the state's mark goes and its outline;
        static/img/map/<frame>.svg: all land as one shape, without borders.

   Whose a piece of land is follows ISO 3166: what has a code of its own is drawn by itself, what has none belongs to the
   country under whose code ISO lists it. */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "map.mjs"));
const load = (name) => import(require.resolve(name));
const { geoAzimuthalEqualArea, geoContains, geoEqualEarth, geoPath } = await load("d3-geo");
const { feature, merge } = await load("topojson-client");
const { presimplify, simplify, sphericalTriangleArea } = await load("topojson-simplify");

const CHECKOUT = process.argv[2];
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/* Each frame: its projection, what must fit in (west, south, east, north), its width, and how fine its outlines are, in tenths
   of a unit: what is shown smaller than it is drawn needs no tenths. (The portal puts towns in the same places: `AROUND` in
   profiles/reading/drawings/geography.py.) */
const around = (longitude, latitude) => geoAzimuthalEqualArea().rotate([-longitude, -latitude]).clipAngle(100);
const FRAMES = {
  asia: { projection: around(88, 22), box: [41, -8.5, 137, 46], width: 800, step: 2 },
  gulf: { projection: around(48, 22.5), box: [35.5, 12, 60, 32], width: 400, step: 1 },
  europe: { projection: around(14, 50), box: [-8, 36, 34, 67], width: 400, step: 5 },
  world: { projection: geoEqualEarth().rotate([-11, 0]), box: [-168, -57, 190, 80], width: 800, step: 10 },
};

/* ISO 3166: the number that world-atlas has, and the letters. */
const ISO = Object.fromEntries(
  `004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE 060BM 064BT
   068BO 070BA 072BW 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM 124CA 132CV 136KY 140CF 144LK
   148TD 152CL 156CN 158TW 170CO 174KM 178CG 180CD 184CK 188CR 191HR 192CU 196CY 203CZ 204BJ 208DK 212DM 214DO 218EC 222SV
   226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ 246FI 248AX 250FR 258PF 260TF 262DJ 266GA 268GE 270GM 275PS 276DE 288GH
   296KI 300GR 304GL 308GD 316GU 320GT 324GN 328GY 332HT 334HM 336VA 340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE
   376IL 380IT 384CI 388JM 392JP 398KZ 400JO 404KE 408KP 410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI 440LT
   442LU 446MO 450MG 454MW 458MY 462MV 466ML 470MT 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS 504MA 508MZ 512OM 516NA
   520NR 524NP 528NL 531CW 533AW 534SX 540NC 548VU 554NZ 558NI 562NE 566NG 570NU 574NF 578NO 580MP 583FM 584MH 585PW 586PK
   591PA 598PG 600PY 604PE 608PH 612PN 616PL 620PT 624GW 626TL 630PR 634QA 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC
   663MF 666PM 670VC 674SM 678ST 682SA 686SN 688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES 728SS 729SD
   732EH 740SR 748SZ 752SE 756CH 760SY 762TJ 764TH 768TG 776TO 780TT 784AE 788TN 792TR 795TM 796TC 800UG 804UA 807MK 818EG
   826GB 831GG 832JE 833IM 834TZ 840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM`
    .split(/\s+/)
    .map((word) => [word.slice(0, 3), word.slice(3)]),
);
const UNNUMBERED = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };
/* The Crimea (UA-43 in ISO 3166-2), which the data counts to another country: a point in it. */
const MOVED = [{ from: "RU", to: "UA", point: [34.3, 45.2] }];
/* What the data does not have, or has as part of another: where it is. */
const POINTS = {
  BQ: [-68.27, 12.18], BV: [3.41, -54.42], CC: [96.83, -12.17], CX: [105.65, -10.49], GF: [-53.1, 3.9], GI: [-5.35, 36.14],
  GP: [-61.4, 16.2], MQ: [-61.0, 14.65], RE: [55.53, -21.13], SJ: [16, 78.5], TK: [-171.85, -9.2], TV: [179.2, -8.52],
  UM: [166.62, 19.28], YT: [45.15, -12.83],
};

/* Where a mark goes better than to the widest place of a country: its neighbour's would be beside it, its capital is far. */
const MARKS = { ID: [113.8, -2], MY: [102.3, 4] };

const topology = presimplify(read(require.resolve("world-atlas/countries-50m.json")), sphericalTriangleArea);

/* The polygons (as arcs) of each code. */
const polygons = {};
for (const geometry of topology.objects.countries.geometries) {
  const code = ISO[geometry.id] ?? UNNUMBERED[geometry.properties.name];
  if (code) (polygons[code] ??= []).push(...(geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs));
}
const shape = (from, arcs) => feature(from, { type: "MultiPolygon", arcs });
for (const { from, to, point } of MOVED) {
  const found = polygons[from].filter((arcs) => geoContains(shape(topology, [arcs]), point));
  if (found.length !== 1) throw new Error(`${point} is in ${found.length} polygons of ${from}`);
  polygons[from] = polygons[from].filter((arcs) => arcs !== found[0]);
  polygons[to].push(found[0]);
}

/* Rings in tenths, in steps of some, without points that fall on the one before; then as short as a path can be said. */
function rings(geometry, projection, smallest, step = 1) {
  const found = [];
  const rounded = (number) => Math.round((number * 10) / step) * step;
  const context = {
    moveTo: (x, y) => found.push([[rounded(x), rounded(y)]]),
    lineTo: (x, y) => found.at(-1).push([rounded(x), rounded(y)]),
    closePath() {},
    arc() {},
  };
  geoPath(projection, context)(geometry);
  return found
    .map((ring) => ring.filter(([x, y], n) => n === 0 || x !== ring[n - 1][0] || y !== ring[n - 1][1]))
    .filter((ring) => ring.length > 3 && Math.abs(area(ring)) >= smallest * 100);
}

const area = (ring) =>
  ring.reduce((sum, [x, y], n) => sum + x * ring[(n + 1) % ring.length][1] - ring[(n + 1) % ring.length][0] * y, 0) / 2;
const tenths = (number) => String(number / 10).replace(/^(-?)0\./, "$1.");
const said = (numbers) => numbers.map(tenths).reduce((text, next) => text + (text && !next.startsWith("-") ? " " : "") + next, "");

function path(all) {
  let [lastX, lastY] = [0, 0];
  return all.map((ring) => {
    const [start, ...rest] = ring;
    const steps = [];
    let [x, y] = start;
    for (const [nextX, nextY] of rest) {
      steps.push(nextX - x, nextY - y);
      [x, y] = [nextX, nextY];
    }
    [lastX, lastY] = start;
    return `M${said([lastX, lastY])}l${said(steps)}z`;
  }).join("");
}

/* Where a mark goes: of the largest ring, the point farthest from its edge. */
function heart(all) {
  const ring = all.reduce((largest, next) => (Math.abs(area(next)) > Math.abs(area(largest)) ? next : largest));
  const [xs, ys] = [ring.map((point) => point[0]), ring.map((point) => point[1])];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { distance: -1 };
  for (let n = 0; n <= 40; n++) {
    for (let m = 0; m <= 40; m++) {
      const point = [west + ((east - west) * n) / 40, north + ((south - north) * m) / 40];
      const distance = inside(point, ring) ? fromEdge(point, ring) : -0.5;
      if (distance > best.distance) best = { distance, point };
    }
  }
  return best.point.map(Math.round);
}

function inside([x, y], ring) {
  return ring.reduce((odd, [ax, ay], n) => {
    const [bx, by] = ring[(n + 1) % ring.length];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
  }, false);
}

function fromEdge([x, y], ring) {
  return Math.min(...ring.map(([ax, ay], n) => {
    const [bx, by] = ring[(n + 1) % ring.length];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy);
  }));
}

const frames = {};
for (const [name, { projection, box: [west, south, east, north], width, step }] of Object.entries(FRAMES)) {
  const edge = [];
  for (let n = 0; n <= 20; n++) {
    const [x, y] = [west + ((east - west) * n) / 20, south + ((north - south) * n) / 20];
    edge.push([x, south], [x, north], [west, y], [east, y]);
  }
  projection.fitWidth(width, { type: "MultiPoint", coordinates: edge });
  const height = Math.ceil(geoPath(projection).bounds({ type: "MultiPoint", coordinates: edge })[1][1]);
  const tolerance = 1 / projection.scale() ** 2;
  const whole = projection.clipExtent(null);
  const free = (code) => rings(shape(topology, polygons[code]), whole, 0);

  const within = ([x, y]) => x > 0 && y > 0 && x < width * 10 && y < height * 10;
  const hearts = {};
  for (const code of Object.keys(polygons)) {
    const all = free(code);
    if (all.length) hearts[code] = heart(all);
  }
  for (const [code, point] of Object.entries({ ...POINTS, ...MARKS })) hearts[code] = projection(point)?.map((number) => Math.round(number * 10));
  for (const [code, arcs] of Object.entries(polygons)) {
    if (!hearts[code]) {
      const middle = geoPath(projection).centroid(shape(topology, arcs));
      hearts[code] = middle.map((number) => Math.round(number * 10));
    }
  }

  projection.clipExtent([[-6, -6], [width + 6, height + 6]]);
  const simpler = simplify(topology, tolerance * 0.8);
  const states = {};
  for (const code of Object.keys(hearts).sort()) {
    const drawn = polygons[code] ? path(rings(merged(simpler, polygons[code]), projection, 0.8, step)) : "";
    const point = hearts[code] && within(hearts[code]) ? hearts[code].map((number) => number / 10) : null;
    if (drawn || point) states[code] = [point, drawn];
  }
  const everywhere = simpler.objects.countries.geometries.filter((geometry) => geometry.id !== "010");
  const land = path(rings(merge(simpler, everywhere), projection, 0.8, step));
  frames[name] = { width, height, states };
  writeFileSync(
    join(CHECKOUT, "static/img/map", `${name}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path id="land" d="${land}"/></svg>\n`,
  );
}

function merged(from, arcs) {
  return merge(from, [{ type: "MultiPolygon", arcs }]);
}

const lines = Object.entries(frames).map(([name, { width, height, states }]) => {
  const rows = Object.entries(states).map(([code, row]) => `   "${code}": ${JSON.stringify(row)}`);
  return ` "${name}": {"width": ${width}, "height": ${height}, "states": {\n${rows.join(",\n")}\n }}`;
});
writeFileSync(join(CHECKOUT, "profiles/reading/drawings/geography.json"), `{\n${lines.join(",\n")}\n}\n`);
