import type { Group } from "./households";
import type { Random } from "./random";
import { weights, type Weights } from "./weights";

export interface Centre {
  readonly key: string;
  /** Caseworkers with a number; the head has none and also takes a few people. */
  readonly workers: number;
  /** Of a hundred households of the caseload. */
  readonly weight: number;
  /** Who its households are, of a hundred. */
  readonly groups: Weights<Group>;
  /** Where its people live; the first place is in its own municipality and the most likely. */
  readonly places: readonly Place[];
}

interface Place {
  readonly municipalityCode: string;
  readonly weight: number;
  /** Town or village, and its postcode. */
  readonly towns: readonly (readonly [string, string])[];
}

export const CENTRES: readonly Centre[] = [
  {
    ...{ key: "cc-paionia", workers: 3, weight: 50, groups: weights({ GREEK: 74, ROMA: 9, MIGRANT: 12, REFUGEE: 5 }) },
    places: [
      {
        ...{ municipalityCode: "0902", weight: 95 },
        towns: [
          ["Πολύκαστρο", "61200"],
          ["Αξιούπολη", "61400"],
          ["Γουμένισσα", "61300"],
          ["Εύζωνοι", "61200"],
        ],
      },
      { municipalityCode: "0901", weight: 5, towns: [["Κιλκίς", "61100"]] },
    ],
  },
  {
    ...{
      key: "cc-dirfys-messapia",
      workers: 3,
      weight: 35,
      groups: weights({ GREEK: 74, ROMA: 6, MIGRANT: 12, REFUGEE: 8 }),
    },
    places: [
      {
        ...{ municipalityCode: "2902", weight: 94 },
        towns: [
          ["Ψαχνά", "34400"],
          ["Πολιτικά", "34400"],
          ["Καστέλλα", "34400"],
        ],
      },
      { municipalityCode: "2901", weight: 6, towns: [["Χαλκίδα", "34100"]] },
    ],
  },
  {
    ...{
      key: "cc-samothraki",
      workers: 2,
      weight: 15,
      groups: weights({ GREEK: 87, ROMA: 2, MIGRANT: 8, REFUGEE: 3 }),
    },
    places: [
      {
        ...{ municipalityCode: "0304", weight: 97 },
        towns: [
          ["Σαμοθράκη", "68002"],
          ["Καμαριώτισσα", "68002"],
          ["Λάκκωμα", "68002"],
        ],
      },
      { municipalityCode: "0301", weight: 3, towns: [["Αλεξανδρούπολη", "68100"]] },
    ],
  },
];

const STREETS = (
  "Μεγάλου Αλεξάνδρου|Ελευθερίου Βενιζέλου|Αγίου Γεωργίου|28ης Οκτωβρίου|25ης Μαρτίου|Ειρήνης|Δημοκρατίας|Παπάγου|" +
  "Αριστοτέλους|Κολοκοτρώνη|Παύλου Μελά|Αγίας Παρασκευής|Εθνικής Αντίστασης|Φιλελλήνων|Καραϊσκάκη|Μακεδονίας|Θράκης|" +
  "Αγίου Δημητρίου|Ρήγα Φεραίου|Αθανασίου Διάκου|Σωκράτους|Πλάτωνος|Ανθέων|Σχολείου|Νικηφόρου Φωκά|Ιπποκράτους"
).split("|");

export interface Address {
  readonly street: string;
  readonly postcode: string;
  readonly municipalityCode: string;
}

/** An invented address: the streets have names that every Greek town has. */
export function drawAddress(random: Random, centre: Centre): Address {
  const place = random.weighted(centre.places.map((each) => [each, each.weight] as const));
  const [town, postcode] = random.pick(place.towns);
  const street = `${random.pick(STREETS)} ${random.between(1, 89)}, ${town}`;
  return { street, postcode, municipalityCode: place.municipalityCode };
}
