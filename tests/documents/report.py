"""A report of the harder kind, for tests: tables under headings that carry the body, chains of `Ibid.`, long lists."""

from renderings import Source

REPORT = Source(
    (
        "A/77/999",
        "General Assembly",
        "Seventy-seventh session",
        "Finding the law of the United Nations",
        "Report of the Secretary-General",
        "1. The present report is submitted pursuant to General Assembly resolution 74/174, in which the Assembly "
        "requested the Secretary-General to report to it at its seventy-seventh session. It should be read with the "
        "previous reports on the matter (A/74/643, A/75/6 (Sect. 26) and A/70/95-S/2015/446).",
        "2. In its resolutions 34/65 A and B of 29 November 1979, 51/211 A to E, 70/1 of 25 September 2015, 72/195 of "
        "19 December 2017, 73/148 of 17 December 2018 and 74/174 of 18 December 2019, the General Assembly recalled its "
        "resolutions 1514 (XV) of 14 December 1960, 2200 A (XXI) of 16 December 1966 and 3201 (S-VI) of 1 May 1974, and "
        "took note of Economic and Social Council resolutions 1996/31 of 25 July 1996 and 2011/33 of 28 July 2011.",
        "I. Treaties",
        "3. The Convention on the Rights of the Child^1^ and the Optional Protocol to the Convention on the Rights of the "
        "Child on the sale of children, child prostitution and child pornography^2^ are cited most. Article 44 of the "
        "Convention asks for reports. The Optional Protocol to the Convention on the Rights of the Child on the "
        "involvement of children in armed conflict^3^ is cited less often than the Vienna Convention on the Law of "
        "Treaties,^4^ whose article 31 is known to most readers.",
        "4. The International Law Commission dealt with the identification of customary international law^5^ and with "
        "peremptory norms of general international law^6^ and came back to the latter,^7^ as the General Assembly noted in "
        "paragraph 4 of its resolution 73/203 of 20 December 2018.",
        "II. Resolutions that are cited most",
        "General Assembly resolutions",
        (
            ("Number", "Title", "Date"),
            ("60/251", "Human Rights Council", "15 March 2006"),
            ("70/1", "Transforming our world", "25 September 2015"),
            ("74/174", "Countering child sexual exploitation", "18 December 2019"),
        ),
        "Security Council resolutions",
        (
            ("Number", "Title", "Date"),
            ("1325 (2000)", "Women and peace and security", "31 October 2000"),
            ("1820 (2008)", "Women and peace and security", "19 June 2008"),
            ("2250 (2015)", "Youth, peace and security", "9 December 2015"),
        ),
        "Human Rights Council resolutions",
        (
            ("Number", "Title", "Date"),
            ("5/1", "Institution-building", "18 June 2007"),
            ("7/29", "Rights of the child", "28 March 2008"),
            ("16/21", "Review of the work", "25 March 2011"),
        ),
        "III. Follow-up",
        "5. The Human Rights Council, in its resolution 7/29 of 28 March 2008, reaffirmed the Universal Declaration of "
        "Human Rights^8^ and welcomed the Vienna Declaration and Programme of Action.^9^ By its decision 2/105, it asked "
        "for a study. The Commission on Crime Prevention and Criminal Justice adopted resolution 26/3 of 26 May 2017 at "
        "its twenty-sixth session,^10^ and the Conference of the Parties to the United Nations Framework Convention on "
        "Climate Change adopted decision 1/CP.21 of 12 December 2015.^11^",
        "6. The Security Council, in its resolution 1325 (2000), and in the statement by its President of 18 December 2014 "
        "(S/PRST/2014/28), reaffirmed the need to implement fully international humanitarian and human rights law; see "
        "also Security Council resolutions 1366 (2001) and 1612 (2005), as well as General Assembly decision 74/537 B.",
        "7. Readers are invited to consult United Nations Environment Assembly resolution 5/14 of 2 March 2022 and the "
        "United Nations Convention against Transnational Organized Crime.^12^",
    ),
    {
        "1": "United Nations, Treaty Series, vol. 1577, No. 27531.",
        "2": "Ibid., vol. 2171, No. 27531.",
        "3": "Ibid., vol. 2173, No. 27531.",
        "4": "Ibid., vol. 1155, No. 18232.",
        "5": "Official Records of the General Assembly, Seventy-third Session, Supplement No. 10 (A/73/10), chap. V, sect. E.",
        "6": "Ibid., Seventy-fourth Session, Supplement No. 10 (A/74/10), chap. V, sect. C.",
        "7": "Ibid., para. 56.",
        "8": "Resolution 217 A (III).",
        "9": "A/CONF.157/24 (Part I), chap. III.",
        "10": "See Official Records of the Economic and Social Council, 2017, Supplement No. 10 (E/2017/30), chap. I, sect. D.",
        "11": "FCCC/CP/2015/10/Add.1.",
        "12": "United Nations, Treaty Series, vol. 2225, No. 39574.",
    },
)
