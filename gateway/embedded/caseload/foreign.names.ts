/**
 * Names of people from elsewhere, as "Greek=Latin" pairs: the Greek register hears them, the passport spells them, so
 * neither can be derived from the other. Women's surnames stand after a slash where they differ; _ is a space.
 */
export interface NationNames {
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  /** ISO 639-1, the mother tongue first. */
  readonly languages: readonly string[];
  readonly refugee: boolean;
  /** Of a hundred households from elsewhere. */
  readonly weight: number;
  readonly male: string;
  readonly female: string;
  readonly surnames: string;
}

export const NATIONS: readonly NationNames[] = [
  {
    ...{ nationality: "AL", languages: ["sq", "el"], refugee: false, weight: 38 },
    male: `Αρμπέν=Arben Άρταν=Artan Ιλίρ=Ilir Αγκίμ=Agim Φατμίρ=Fatmir Μπλερίμ=Blerim Σοκόλ=Sokol Μπεσνίκ=Besnik
      Ντριτάν=Dritan Γκεντιάν=Gentian Άλμπαν=Alban Πετρίτ=Petrit Σπέτιμ=Shpetim Ερμάλ=Ermal Κλόντιαν=Klodian`,
    female: `Μιρέλα=Mirela Βιολέτα=Violeta Ελόνα=Elona Ανίλα=Anila Λιντίτα=Lindita Μπλερίνα=Blerina Φλουτούρα=Flutura
      Βαλμπόνα=Valbona Ερίντα=Erinda Ντρίτα=Drita Αλμπάνα=Albana Εντλίρα=Edlira Σουέλα=Suela Μιμόζα=Mimoza Τεούτα=Teuta`,
    surnames: `Χότζα=Hoxha Πρίφτι=Prifti Σέχου=Shehu Ντέντα=Deda Γκιόκα=Gjoka Μπέρισα=Berisha Κόλα=Kola Λέκα=Leka
      Τσέλα=Cela Μπάλα=Balla Χύσα=Hysa Μέτα=Meta Σίμα=Sima Ντούκα=Duka Μέμα=Mema Ζέφι=Zefi`,
  },
  {
    ...{ nationality: "GE", languages: ["ka", "ru", "el"], refugee: false, weight: 10 },
    male: `Γκιόργκι=Giorgi Λεβάν=Levan Νταβίτ=Davit Ζουράμπ=Zurab Ιράκλι=Irakli Τεϊμουράζ=Teimuraz Βαχτάνγκ=Vakhtang
      Νοντάρ=Nodar Μαλχάζ=Malkhaz Αβταντίλ=Avtandil Μπέκα=Beka Σάλβα=Shalva`,
    female: `Νίνο=Nino Ταμάρ=Tamar Μανάνα=Manana Νατία=Natia Εκατερίνε=Ekaterine Λέλα=Lela Ναργκίζα=Nargiza
      Μάια=Maia Ετέρι=Eteri Σαλόμε=Salome Νάνα=Nana Λία=Lia`,
    surnames: `Μπερίτζε=Beridze Καπανάτζε=Kapanadze Γκελασβίλι=Gelashvili Μαϊσουράτζε=Maisuradze Γκιοργκάτζε=Giorgadze
      Λομίτζε=Lomidze Τσικλαούρι=Tsiklauri Νοζάτζε=Nozadze Κβαρατσχέλια=Kvaratskhelia Τσαντούρια=Chanturia
      Ντολίτζε=Dolidze Σενγκέλια=Shengelia`,
  },
  {
    ...{ nationality: "UA", languages: ["uk", "ru"], refugee: true, weight: 9 },
    male: `Ολεξάντρ=Oleksandr Σερχίι=Serhii Αντρίι=Andrii Βολοντίμιρ=Volodymyr Μικόλα=Mykola Ιβάν=Ivan Ντμίτρο=Dmytro
      Βίκτορ=Viktor Όλεχ=Oleh Γιούριι=Yurii Βασίλ=Vasyl Πέτρο=Petro`,
    female: `Οξάνα=Oksana Νατάλια=Nataliia Τετιάνα=Tetiana Σβιτλάνα=Svitlana Ιρίνα=Iryna Λιουντμίλα=Liudmyla
      Χαλίνα=Halyna Γιούλια=Yuliia Ολένα=Olena Βίρα=Vira Κατερίνα=Kateryna Μαριάνα=Mariana`,
    surnames: `Σεφτσένκο=Shevchenko Κοβαλένκο=Kovalenko Μποντάρ=Bondar Τκατσένκο=Tkachenko Κραβτσένκο=Kravchenko
      Μέλνικ=Melnyk Ολίινικ=Oliinyk Λισένκο=Lysenko Μαρτσένκο=Marchenko Ρουντένκο=Rudenko
      Σαβτσένκο=Savchenko Πετρένκο=Petrenko`,
  },
  {
    ...{ nationality: "BG", languages: ["bg", "el"], refugee: false, weight: 8 },
    male: `Γκεόργκι=Georgi Ιβάν=Ivan Ντιμίταρ=Dimitar Στογιάν=Stoyan Χρίστο=Hristo Πέταρ=Petar Νικολάι=Nikolay
      Τοντόρ=Todor Πλάμεν=Plamen Κρασιμίρ=Krasimir Βασίλ=Vasil Μπορίς=Boris`,
    female: `Ιβάνκα=Ivanka Ελένα=Elena Γιορντάνκα=Yordanka Πένκα=Penka Ντανιέλα=Daniela Ρόσιτσα=Rositsa
      Σνεζάνα=Snezhana Μαργκαρίτα=Margarita Γκεργκάνα=Gergana Βιολέτα=Violeta Ντεσισλάβα=Desislava Ράντκα=Radka`,
    surnames: `Ιβανόφ=Ivanov/Ιβανόβα=Ivanova Γκεοργκίεφ=Georgiev/Γκεοργκίεβα=Georgieva Ντιμιτρόφ=Dimitrov/Ντιμιτρόβα=Dimitrova
      Πετρόφ=Petrov/Πετρόβα=Petrova Στογιάνοφ=Stoyanov/Στογιάνοβα=Stoyanova Τοντόροφ=Todorov/Τοντόροβα=Todorova
      Νικολόφ=Nikolov/Νικολόβα=Nikolova Ίλιεφ=Iliev/Ίλιεβα=Ilieva Βασίλεφ=Vasilev/Βασίλεβα=Vasileva
      Αντόνοφ=Antonov/Αντόνοβα=Antonova Μαρίνοφ=Marinov/Μαρίνοβα=Marinova Χρίστοφ=Hristov/Χρίστοβα=Hristova`,
  },
  {
    ...{ nationality: "PK", languages: ["ur", "pa"], refugee: false, weight: 9 },
    male: `Μουχάμαντ=Muhammad Αλί=Ali Χασάν=Hassan Ουσμάν=Usman Ιμράν=Imran Αντνάν=Adnan Μπιλάλ=Bilal Ταρίκ=Tariq
      Ναβίντ=Naveed Ασίφ=Asif Ζαφάρ=Zafar Σαχίντ=Shahid`,
    female: `Φατίμα=Fatima Αΐσα=Ayesha Σαΐμα=Saima Ναζία=Nazia Σάντια=Sadia Ρουκσάνα=Rukhsana Σαμίνα=Samina
      Αμίνα=Amina Ζαϊνάμπ=Zainab Νασρίν=Nasreen Μαριάμ=Maryam Σουμάιρα=Sumaira`,
    surnames: `Χαν=Khan Αχμέντ=Ahmed Χουσεΐν=Hussain Ικμπάλ=Iqbal Μαλίκ=Malik Μπατ=Butt Τσοντρί=Chaudhry Ασλάμ=Aslam
      Ακράμ=Akram Ρασίντ=Rashid Μιρζά=Mirza Σαχ=Shah`,
  },
  {
    ...{ nationality: "SY", languages: ["ar", "en"], refugee: true, weight: 11 },
    male: `Μοχάμαντ=Mohammad Άχμαντ=Ahmad Ομάρ=Omar Χάλεντ=Khaled Μαχμούντ=Mahmoud Μουσταφά=Mustafa Γιούσεφ=Yousef
      Ιμπραήμ=Ibrahim Σάμερ=Samer Μπασάρ=Bashar Φιράς=Firas Ζιάντ=Ziad`,
    female: `Φατίμα=Fatima Αμίρα=Amira Ράνια=Rania Σάμαρ=Samar Νουρ=Nour Λάιλα=Layla Χανάν=Hanan Ρίμα=Rima
      Μάρουα=Marwa Ζάινα=Zeina Χούντα=Huda Γιάσμιν=Yasmin`,
    surnames: `Αλ_Χάλαμπι=Al_Halabi Αλ_Σάαντι=Al_Saadi Χαντάντ=Haddad Ναζάρ=Najjar Αλ_Αχμάντ=Al_Ahmad Κασέμ=Kassem Ντάρουις=Darwish
      Σαλέχ=Saleh Χατίμπ=Khatib Αλ_Μασρί=Al_Masri Χαμούντ=Hammoud Σουλεϊμάν=Suleiman`,
  },
  {
    ...{ nationality: "AF", languages: ["fa", "ps"], refugee: true, weight: 10 },
    male: `Αμπντούλ=Abdul Χαμίντ=Hamid Ρεζά=Reza Φαρίντ=Farid Ναβίντ=Navid Μορτεζά=Morteza Γκουλάμ=Ghulam
      Τζαβάντ=Jawad Ομίντ=Omid Καρίμ=Karim Σαμίμ=Samim Ζαμίρ=Zamir`,
    female: `Ζαχρά=Zahra Φατεμέ=Fatemeh Μασούμα=Masuma Λειλά=Leila Παρουίν=Parwin Σακίνα=Sakina Σιμίν=Simin
      Φρεστά=Freshta Ναζανίν=Nazanin Σοράγια=Soraya Μαρουά=Marwa Ζαρμίνα=Zarmina`,
    surnames: `Αχμαντί=Ahmadi Χουσεϊνί=Hussaini Ραχιμί=Rahimi Καριμί=Karimi Χαϊνταρί=Haidari Ρεζαΐ=Rezai Μοχαμαντί=Mohammadi
      Νουρί=Noori Αλιζαντέ=Alizadeh Σαφί=Safi Γιουσουφί=Yousufi Αμιρί=Amiri`,
  },
  {
    ...{ nationality: "IQ", languages: ["ku", "ar"], refugee: true, weight: 5 },
    male: `Αζάντ=Azad Ντιλσάντ=Dilshad Χιουά=Hiwa Καρζάν=Karzan Ρεμπίν=Rebin Σιρουάν=Sirwan Αράς=Aras Σαμάλ=Shamal
      Μπαχτιάρ=Bakhtiar Γιουσίφ=Yousif Ζανά=Zana Σαλάρ=Salar`,
    female: `Σιρίν=Shirin Ρόζα=Roza Ναβρόζ=Nawroz Τάρα=Tara Μπεριβάν=Berivan Χεβίν=Hevin Ζίλαν=Zilan Αβίν=Avin
      Σεβίν=Shevin Παϊμάν=Payman Γκουλαλά=Gulala Νισάν=Nishan`,
    surnames: `Μπαρζανί=Barzani Ραχμάν=Rahman Καρίμ=Karim Ρασούλ=Rasul Αζίζ=Aziz Χαμά=Hama Σαλίχ=Salih Μαχμούντ=Mahmood
      Ισμαΐλ=Ismail Οσμάν=Osman Μουράντ=Murad Ταχίρ=Tahir`,
  },
];
