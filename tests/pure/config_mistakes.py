"""Mistakes that people make in a config.yaml, each with every sentence it is answered with: (old, new, findings)."""

BASE = """\
feeds:
  - name: Fil
    url: https://fil.example/rss
    home: AZ
rules:
  - name: Everything
    pairs: [AZ-DZ]
    topics: [energy]
    notify: [desk]
smtp: {host: mail.desk.test, port: 587, tls: none}
receivers:
  desk:
    email: {to: [a@desk.test], from: b@desk.test}
  chat:
    slack: {webhook_url: "https://hooks.slack.com/services/T1/B1/secretkey"}
delivery: {group_wait: 2m, quiet_hours: "22:00-07:00"}
"""

MISTAKES = [
    ("feeds:", "feedz:", ['config.yaml:1:1: unknown key "feedz". Did you mean "feeds"?']),
    ("home: AZ", "hom: AZ", ['config.yaml:4:5: feeds[0]: unknown key "hom". Did you mean "home"?']),
    (
        "home: AZ",
        "home: UK",
        ['config.yaml:4:11: feeds[0].home: unknown country code "UK". Did you mean "GB" (United Kingdom)?'],
    ),
    (
        "home: AZ",
        "home: XX",
        [
            'config.yaml:4:11: feeds[0].home: "XX" is not an ISO 3166-1 country code. Write a code such as AZ, or a name.'
        ],
    ),
    (
        "home: AZ",
        "home: NO\n    backfill: yes",
        ['config.yaml:5:15: feeds[0].backfill: "yes" is not a whole number. Write 0, 1, 2 …'],
    ),
    ("home: AZ", "every: 5", ["config.yaml:4:12: feeds[0].every: 5 what? Write 5s, 5m, 5h or 5d."]),
    ("home: AZ", "every: 5 minutes", ['config.yaml:4:12: feeds[0].every: "5 minutes" is not a duration. Write 5m.']),
    ("home: AZ", "every: 10s", ["config.yaml:4:12: feeds[0].every: 10s is too short. The minimum is 1m."]),
    ("home: AZ", "every: 9d", ["config.yaml:4:12: feeds[0].every: 9d is too long. The maximum is 7d."]),
    (
        "home: AZ",
        "every: 05m",
        ["config.yaml:4:12: feeds[0].every: 05m starts with a zero, which some programs read as octal. Write 5m."],
    ),
    (
        "home: AZ",
        "language: French",
        ['config.yaml:4:15: feeds[0].language: unknown language code "French". Did you mean "fr" (French)?'],
    ),
    (
        "home: AZ",
        "language: ua",
        ['config.yaml:4:15: feeds[0].language: unknown language code "ua". Did you mean "uk" (Ukrainian)?'],
    ),
    ("home: AZ", "backfill: -1", ['config.yaml:4:15: feeds[0].backfill: "-1" is not a whole number. Write 0, 1, 2 …']),
    (
        "home: AZ",
        "backfill: 010",
        ["config.yaml:4:15: feeds[0].backfill: 010 starts with a zero, which some programs read as octal. Write 10."],
    ),
    ("home: AZ", "backfill: 10001", ["config.yaml:4:15: feeds[0].backfill: 10001 is too large. The maximum is 10000."]),
    (
        "home: AZ",
        'user_agent: "x\\ny"',
        ["config.yaml:4:17: feeds[0].user_agent: must be one line without control characters."],
    ),
    ("home: AZ", "name: Other", ["config.yaml:4:5: feeds[0].name: is given twice (first at line 2). Keep one."]),
    (
        "home: AZ",
        "listing: https://fil.example/news",
        [
            "config.yaml:4:5: feeds[0].listing: reading a page that lists articles is not built yet. Give the wire's feed: url: https://…"
        ],
    ),
    ("home: AZ", "links: h2 a", ["config.yaml:4:5: feeds[0].links: is not built yet; leave it out."]),
    (
        "    url: https://fil.example/rss\n",
        "    sitemap: https://fil.example/map.xml\n",
        ["config.yaml:3:5: feeds[0].sitemap: reading a sitemap is not built yet. Give the wire's feed: url: https://…"],
    ),
    (
        "    url: https://fil.example/rss\n",
        "",
        ["config.yaml:2:5: feeds[0]: url is missing. Write url: https://example.org/rss"],
    ),
    (
        "https://fil.example/rss",
        "fil.example/rss",
        ['config.yaml:3:10: feeds[0].url: the scheme is missing; write "https://fil.example/rss".'],
    ),
    (
        "https://fil.example/rss",
        "ftp://fil.example/rss",
        ['config.yaml:3:10: feeds[0].url: "ftp:" is not asked; only http and https are.'],
    ),
    (
        "https://fil.example/rss",
        "https://user:pass@fil.example/rss",
        ["config.yaml:3:10: feeds[0].url: a user name or password has no place in the address."],
    ),
    (
        "    home: AZ",
        "    home: AZ\n  - azertac",
        [
            "config.yaml:5:5: feeds[1]: the built-in directory of wires is not there yet; give the feed's address: url: https://…"
        ],
    ),
    (
        "    home: AZ",
        "    home: AZ\n  - https://fil.example/rss",
        ['config.yaml:5:5: feeds[1]: "https://fil.example/rss" is polled already (line 3). Keep one of them.'],
    ),
    (
        "    home: AZ",
        "    home: AZ\n  - {name: fil, url: https://b.example/rss}",
        [
            'config.yaml:5:12: feeds[1].name: "fil" already names the feed of line 2. Give one of them an id: of its own.'
        ],
    ),
    (
        "    home: AZ",
        "    home: AZ\n  - [a]",
        ["config.yaml:5:5: feeds[1]: must be a URL or a mapping with url:; found a list."],
    ),
    ("[AZ-DZ]", "AZ-DZ", ['config.yaml:7:12: rules[0].pairs: must be a list. Write ["AZ-DZ"].']),
    (
        "[AZ-DZ]",
        "[AZ]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "AZ" is one country (Azerbaijan). Write a pair, such as "AZ-DZ", or "AZ-*" for any partner.'
        ],
    ),
    (
        "[AZ-DZ]",
        "[AZ-AZ]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "AZ-AZ" is one country twice. Write two countries, or "AZ-*" for any partner.'
        ],
    ),
    (
        "[AZ-DZ]",
        "['*-*']",
        ['config.yaml:7:13: rules[0].pairs[0]: "*-*" would be every pair there is. Name one country: "AZ-*".'],
    ),
    (
        "[AZ-DZ]",
        "['*']",
        ['config.yaml:7:13: rules[0].pairs[0]: "*" would be every pair there is. Name one country: "AZ-*".'],
    ),
    (
        "[AZ-DZ]",
        "[AZ/DZ]",
        ['config.yaml:7:13: rules[0].pairs[0]: "AZ/DZ" needs a dash between its countries. Write "AZ-DZ".'],
    ),
    (
        "[AZ-DZ]",
        "[AZ-]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "AZ-" lacks a country. Write a pair, such as "AZ-DZ", or "AZ-*" for any partner.'
        ],
    ),
    (
        "[AZ-DZ]",
        "[AZ-ZZ]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: in "AZ-ZZ": "ZZ" is not an ISO 3166-1 country code. Write a code such as AZ, or a name.'
        ],
    ),
    (
        "[AZ-DZ]",
        "[Azerbaijan-Algria]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: in "Azerbaijan-Algria": unknown country "Algria". Did you mean "DZ" (Algeria)?'
        ],
    ),
    ("[AZ-DZ]", "[]", ["config.yaml:7:12: rules[0].pairs: is an empty list. Write at least one."]),
    (
        "[AZ-DZ]",
        "[AZ-*DZ]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: in "AZ-*DZ": unknown country code "*DZ". Write its ISO 3166-1 code, such as AZ, or its English or French name.'
        ],
    ),
    ("    pairs: [AZ-DZ]\n", "", ["config.yaml:6:5: rules[0]: pairs is missing. Write pairs: [AZ-DZ]"]),
    (
        "  - name: Everything\n    pairs",
        "  - pairs",
        ["config.yaml:6:5: rules[0]: name is missing. Write name: AZ-DZ everything"],
    ),
    ("[energy]", "[enrgy]", ['config.yaml:8:14: rules[0].topics[0]: unknown topic "enrgy". Did you mean "energy"?']),
    (
        "[energy]",
        "[chess]",
        [
            'config.yaml:8:14: rules[0].topics[0]: unknown topic "chess". The topics are: consular, culture, defence, energy, energy.coal, energy.gas, energy.hydrogen, energy.nuclear, energy.oil, energy.power, energy.renewables, gecf, nam, oic, opec, sport, trade, transport.'
        ],
    ),
    ("[energy]", "energy", ['config.yaml:8:13: rules[0].topics: must be a list. Write ["energy"].']),
    (
        "notify: [desk]",
        "notify: [desc]",
        ['config.yaml:9:14: rules[0].notify[0]: "desc" is not a receiver (have: desk, chat). Did you mean "desk"?'],
    ),
    (
        "notify: [desk]",
        "notify: [nobody]",
        [
            'config.yaml:9:14: rules[0].notify[0]: "nobody" is not a receiver (have: desk, chat). Add it under receivers:, or name one that is there.'
        ],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    strength: strong",
        ['config.yaml:10:15: rules[0].strength: "strong" is not about or mentioned. Write one of: about, mentioned.'],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    urgent: maybe",
        ['config.yaml:10:13: rules[0].urgent: "maybe" is neither true nor false. Write true or false.'],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    urgent: yes",
        ['config.yaml:10:13: rules[0].urgent: "yes" is neither true nor false. Write true or false.'],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    where: gas AND oil",
        ["config.yaml:10:5: rules[0].where: is not built yet; leave it out."],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    deliver: digest",
        ["config.yaml:10:5: rules[0].deliver: is not built yet; leave it out. Every match is told at once."],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    languages: [xx]",
        [
            'config.yaml:10:17: rules[0].languages[0]: unknown language code "xx". Write an ISO 639-1 code such as az, fr or ru.'
        ],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n  - {name: everything, pairs: [AZ-TR], notify: [desk]}",
        [
            'config.yaml:10:12: rules[1].name: "everything" already names the rule of line 6. Names of rules must differ.'
        ],
    ),
    ("port: 587", "port: smtp", ['config.yaml:10:36: smtp.port: "smtp" is not a whole number.']),
    ("port: 587", "port: 70000", ["config.yaml:10:36: smtp.port: 70000 is too large. The maximum is 65535."]),
    ("port: 587", "port: 0", ["config.yaml:10:36: smtp.port: 0 is too small. The minimum is 1."]),
    (
        "tls: none",
        "tls: ssl",
        [
            'config.yaml:10:46: smtp.tls: "ssl" is not none or starttls or implicit. Write one of: none, starttls, implicit.'
        ],
    ),
    (
        "host: mail.desk.test",
        "hots: mail.desk.test",
        [
            "config.yaml:10:7: smtp: host is missing. Write host: …",
            'config.yaml:10:8: smtp: unknown key "hots". Did you mean "host"?',
        ],
    ),
    (
        "tls: none",
        "tls: none, password_file: nowhere, username: x",
        [
            "config.yaml:10:67: smtp.password_file: there is no file nowhere. Create nowhere with the password in it, and chmod 600 it."
        ],
    ),
    (
        "tls: none",
        "tls: none, password: ${NOT_SET}, username: x",
        ["config.yaml:10:7: the brace { opened here is never closed, or a comma is missing in it."],
    ),
    (
        "tls: none",
        "tls: none, password: a, password_file: b",
        ["config.yaml:10:65: smtp: give one of password, password_file, not both."],
    ),
    (
        "[a@desk.test]",
        "[]",
        [
            "config.yaml:13:17: receivers.desk.email.to: nobody would get this mail. Write at least one address, such as [desk@example.org]."
        ],
    ),
    (
        "[a@desk.test]",
        "[a b@desk.test]",
        [
            'config.yaml:13:17: receivers.desk.email.to: "a b@desk.test" is not a mail address. Write one such as desk@example.org.'
        ],
    ),
    (
        "[a@desk.test]",
        "[desk]",
        [
            'config.yaml:13:17: receivers.desk.email.to: "desk" is not a mail address. Write one such as desk@example.org.'
        ],
    ),
    (
        "[a@desk.test]",
        '["a@desk.test\\nBcc: x@y.test"]',
        [
            'config.yaml:13:17: receivers.desk.email.to: "a@desk.test�Bcc: x@y.test" is not a mail address. Write one such as desk@example.org.'
        ],
    ),
    (
        "from: b@desk.test",
        "prefer: [fr]",
        [
            "config.yaml:13:12: receivers.desk.email: from is missing. Write from: …",
            "config.yaml:13:32: receivers.desk.email.prefer: is not built yet; leave it out.",
        ],
    ),
    (
        "    email: {to: [a@desk.test], from: b@desk.test}",
        "    email: {to: [a@desk.test], from: b@desk.test}\n    slack: {}",
        [
            "config.yaml:13:5: receivers.desk: a receiver is of one kind; found email and slack. Make two receivers of them."
        ],
    ),
    (
        "    email: {to: [a@desk.test], from: b@desk.test}",
        "    sms: {to: 1}",
        ['config.yaml:13:5: receivers.desk: unknown key "sms". Allowed here: email, slack.'],
    ),
    (
        "    email: {to: [a@desk.test], from: b@desk.test}",
        "    {}",
        [
            "config.yaml:13:5: receivers.desk: the kind of this receiver is missing. Write email: or slack: below its name."
        ],
    ),
    (
        '"https://hooks.slack.com/services/T1/B1/secretkey"',
        "hooks.slack.com/secretkey",
        [
            "config.yaml:15:26: receivers.chat.slack.webhook_url: this is no webhook. Copy its whole URL from Slack: https://hooks.slack.com/services/…."
        ],
    ),
    (
        'webhook_url: "https://hooks.slack.com/services/T1/B1/secretkey"',
        "bot_token_file: t, channel: c",
        [
            "config.yaml:15:13: receivers.chat.slack.bot_token_file: is not built yet. Use an incoming webhook: webhook_url_file: slack",
            "config.yaml:15:32: receivers.chat.slack.channel: is not built yet; leave it out. A webhook has its own channel.",
        ],
    ),
    (
        'webhook_url: "https://hooks.slack.com/services/T1/B1/secretkey"',
        'webhook: "https://hooks.slack.com/services/T1/B1/secretkey"',
        [
            "config.yaml:15:12: receivers.chat.slack: webhook_url is missing. Write webhook_url: …",
            'config.yaml:15:13: receivers.chat.slack: unknown key "webhook". Did you mean "webhook_url"?',
        ],
    ),
    (
        "group_wait: 2m",
        "group_wait: 2h",
        ["config.yaml:16:24: delivery.group_wait: 2h is too long. The maximum is 1h."],
    ),
    (
        "group_wait: 2m",
        "group_wait: soon",
        ['config.yaml:16:24: delivery.group_wait: "soon" is not a duration. Write 90s, 10m, 2h or 1d.'],
    ),
    (
        "group_wait: 2m",
        'digest: "08:00"',
        ["config.yaml:16:12: delivery.digest: is not built yet; leave it out. Every match is told at once."],
    ),
    ("group_wait: 2m", "heartbeat: weekly", ["config.yaml:16:12: delivery.heartbeat: is not built yet; leave it out."]),
    (
        '"22:00-07:00"',
        "22:00",
        ['config.yaml:16:41: delivery.quiet_hours: "22:00" is not a span of the day. Write it as "22:00-07:00".'],
    ),
    (
        '"22:00-07:00"',
        '"25:00-07:00"',
        ["config.yaml:16:41: delivery.quiet_hours: 25:00 is not a time of day. Write 00:00 to 23:59."],
    ),
    (
        '"22:00-07:00"',
        '"07:00-07:00"',
        [
            "config.yaml:16:41: delivery.quiet_hours: start and end are equal (07:00). Write two times, or leave quiet_hours out."
        ],
    ),
    (
        "delivery:",
        "timezone: CEST\ndelivery:",
        [
            'config.yaml:16:11: timezone: unknown time zone. Did you mean "Europe/Berlin"? (CEST is a season, not a zone)'
        ],
    ),
    (
        "delivery:",
        "timezone: Algiers\ndelivery:",
        ['config.yaml:16:11: timezone: unknown time zone "Algiers". Did you mean "Africa/Algiers"?'],
    ),
    (
        "delivery:",
        "timezone: [UTC]\ndelivery:",
        ["config.yaml:16:11: timezone: a list stands where a text is expected."],
    ),
    (
        "delivery:",
        "network: {allow_private: [localhost]}\ndelivery:",
        ['config.yaml:16:27: network.allow_private[0]: "localhost" is not a network. Write it as 127.0.0.0/8.'],
    ),
    (
        "delivery:",
        "network: {allow_private: [0.0.0.0/0]}\ndelivery:",
        [
            "config.yaml:16:27: network.allow_private[0]: 0.0.0.0/0 would allow every address there is. Name the networks you mean."
        ],
    ),
    (
        "delivery:",
        "network: {allow_private: [10.0.0.1/8]}\ndelivery:",
        [
            "config.yaml:16:27: network.allow_private[0]: 10.0.0.1/8 has bits set outside its mask. Did you mean 10.0.0.0/8?"
        ],
    ),
    (
        "delivery:",
        "storage: {url: 'sqlite://monitor.db'}\ndelivery:",
        ["config.yaml:16:16: storage.url: three slashes are missing. Write sqlite:///monitor.db."],
    ),
    (
        "delivery:",
        "storage: {url: 'sqlite:///:memory:'}\ndelivery:",
        [
            "config.yaml:16:16: storage.url: a database in memory forgets everything at the end. Write sqlite:///var/monitor.db."
        ],
    ),
    (
        "delivery:",
        "storage: {url: 'mysql://x/y'}\ndelivery:",
        [
            "config.yaml:16:16: storage.url: mysql: is not a database that can be used here. Write sqlite:///var/monitor.db or postgresql://user@host/database."
        ],
    ),
    (
        "delivery:",
        "storage: {url: 'postgres://x/y'}\ndelivery:",
        ["config.yaml:16:16: storage.url: postgres:// is spelled postgresql:// here."],
    ),
    (
        "delivery:",
        "storage: sqlite:///a.db\ndelivery:",
        ["config.yaml:16:10: storage: must be a mapping with url:; found a text."],
    ),
    ("delivery:", "notices: [desk]\ndelivery:", ["config.yaml:16:1: notices: is not built yet; leave it out."]),
    (
        "delivery:",
        "retention: {articles: 5y}\ndelivery:",
        ["config.yaml:16:1: retention: is not built yet; leave it out. Everything is kept."],
    ),
    (
        "delivery:",
        "web: {listen: 127.0.0.1:8080}\ndelivery:",
        ["config.yaml:16:1: web: is not built yet; leave it out."],
    ),
    ("delivery:", "feeds: []\ndelivery:", ["config.yaml:16:1: feeds: is given twice (first at line 1). Keep one."]),
    ("    home: AZ", "\thome: AZ", ["config.yaml:4:1: a tab cannot be used for indentation. Use spaces."]),
    (
        "    home: AZ",
        "   home: AZ",
        [
            "config.yaml:4:4: this line does not stand under the lines it belongs to. Indent what belongs together by the same number of spaces."
        ],
    ),
    (
        "[AZ-DZ]",
        "[AZ-DZ",
        ["config.yaml:7:12: the bracket [ opened here is never closed, or a comma is missing in it."],
    ),
    ("name: Fil", 'name: "Fil', ["config.yaml:2:11: the quote opened here is never closed."]),
    (
        "name: Fil",
        "name: Fil: the wire",
        ['config.yaml:2:14: a second ": " in one line. Start a new line, or put the text in quotes.'],
    ),
    (
        "name: Fil",
        "name: &a Fil",
        ["config.yaml:2:11: feeds[0].name: anchors (&name) are not supported. If a text is meant, put it in quotes."],
    ),
    (
        "name: Fil",
        "name: *a",
        ['config.yaml:2:11: feeds[0].name: aliases (*name) are not supported. If a text is meant, quote it: "*a".'],
    ),
    (
        "name: Fil",
        "name: !x Fil",
        ["config.yaml:2:11: feeds[0].name: tags (!name) are not supported. If a text is meant, put it in quotes."],
    ),
    ("name: Fil", "name:", ["config.yaml:2:10: feeds[0].name: is empty. Write a value, or leave the key out."]),
    (
        "rules:",
        "---\nrules:",
        ["config.yaml:5:1: only one document is allowed; a second starts at line 5. Take the --- away."],
    ),
    (
        "notify: [desk]",
        "notify: [desk]\n    notify: [chat]",
        ["config.yaml:10:5: rules[0].notify: is given twice (first at line 9). Keep one."],
    ),
    ("name: Fil", "name: F\x01l", ["config.yaml:2:12: the character U+0001 is not allowed. Take it away."]),
    (
        "tls: none",
        'tls: none, password: "${NOT_SET}", username: x',
        [
            "config.yaml:10:62: smtp.password: the environment variable NOT_SET is not set. Set it, or write the value here."
        ],
    ),
    ("notify: [desk]", "notify: desk", ['config.yaml:9:13: rules[0].notify: must be a list. Write ["desk"].']),
    (
        "rules:",
        "rules:\n  - just a text",
        ["config.yaml:6:5: rules[0]: must be a mapping with name:, pairs:, id:; found a text."],
    ),
    ("home: AZ", "home: [AZ]", ["config.yaml:4:11: feeds[0].home: a list stands where a text is expected."]),
    (
        "smtp: {host: mail.desk.test, port: 587, tls: none}",
        "smtp: mail.desk.test",
        [
            "config.yaml:10:7: smtp: must be a mapping with host, port, tls, username, password.",
            "config.yaml:13:12: receivers.desk.email: there is no mail server. Write smtp: {host: mail.example.org, …} at the top of the file.",
        ],
    ),
    (
        "receivers:",
        "receivers:\n  'a b': {email: {to: [a@desk.test], from: b@desk.test}}",
        ['config.yaml:12:3: receivers: "a b" cannot be the name of a receiver. Use letters, digits, - and _.'],
    ),
    (
        "delivery:",
        "network: {allow_private: [nowhere]}\ndelivery:",
        [
            'config.yaml:16:27: network.allow_private[0]: "nowhere" is not a network. Write it as 10.1.2.3/32 or 10.0.0.0/8.'
        ],
    ),
    (
        "delivery:",
        "storage: {url: 'sqlite:///var/'}\ndelivery:",
        ["config.yaml:16:16: storage.url: this is a directory. Name the file in it: sqlite:///var/monitor.db."],
    ),
    (
        "delivery:",
        "storage: {url: 'postgresql://x'}\ndelivery:",
        ["config.yaml:16:16: storage.url: the name of the database is missing. Write postgresql://user@host/database."],
    ),
    (
        "delivery:",
        "storage: {url: 'monitor.db'}\ndelivery:",
        [
            'config.yaml:16:16: storage.url: "monitor.db" is not the address of a database. Write sqlite:///monitor.db for a file.'
        ],
    ),
    ("[AZ-DZ]", "[[AZ, DZ]]", ["config.yaml:7:13: rules[0].pairs[0]: a list stands where a text is expected."]),
    (
        "[AZ-DZ]",
        "[AZ DZ]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "AZ DZ" is not a pair of countries. Write one such as "AZ-DZ", or "AZ-*" for any partner.'
        ],
    ),
    # topics of one's own
    (
        "delivery:",
        "topics: [a]\ndelivery:",
        [
            "config.yaml:16:9: topics: must be a mapping of topics, each with terms:, such as corridors: {terms: {en: [a, b]}}."
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {}}\ndelivery:",
        [
            "config.yaml:16:21: topics.corridors: terms is missing. Write terms: {en: [Middle Corridor], fr: [corridor médian]}"
        ],
    ),
    (
        "delivery:",
        "topics: {energy: {terms: {en: [gas]}}}\ndelivery:",
        [
            'config.yaml:16:10: topics: "energy" is a topic that the judge has already. Give yours another name, such as "my-energy".'
        ],
    ),
    (
        "delivery:",
        "topics: {Middle Corridor: {terms: {en: [gas]}}}\ndelivery:",
        [
            'config.yaml:16:10: topics: "Middle Corridor" is no name for a topic. Use small letters a to z, digits and hyphens, with at most one dot, such as corridors or energy.lng.'
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: [a*]}}}\ndelivery:",
        [
            'config.yaml:16:35: topics.corridors.terms.en[0]: "a*" would find nearly every word. Write at least 3 letters before *.'
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: [cor*dor]}}}\ndelivery:",
        [
            'config.yaml:16:35: topics.corridors.terms.en[0]: "cor*dor": write * only at the end of a word, and = only at its beginning.'
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: [a & b]}}}\ndelivery:",
        [
            'config.yaml:16:35: topics.corridors.terms.en[0]: "a & b" has a word without a letter in it ("&"). Leave that word out.'
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: ['a; b']}}}\ndelivery:",
        [
            'config.yaml:16:35: topics.corridors.terms.en[0]: "a; b" holds a semicolon. Write each term as one of its own: [a, b].'
        ],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: []}}}\ndelivery:",
        ["config.yaml:16:34: topics.corridors.terms.en: is an empty list. Write at least one."],
    ),
    (
        "delivery:",
        "topics: {corridors: {terms: {en: corridor}}}\ndelivery:",
        ['config.yaml:16:34: topics.corridors.terms.en: must be a list. Write ["corridor"].'],
    ),
    (
        "delivery:",
        "topics: {corridors: {words: {en: [corridor]}}}\ndelivery:",
        [
            "config.yaml:16:21: topics.corridors: terms is missing. Write terms: {en: [Middle Corridor], fr: [corridor médian]}",
            'config.yaml:16:22: topics.corridors: unknown key "words". Allowed here: terms, weak, not.',
        ],
    ),
    # organisations as a side of a pair
    (
        "[AZ-DZ]",
        "[AZ-OCI]",
        ['config.yaml:7:13: rules[0].pairs[0]: in "AZ-OCI": unknown organisation "OCI". Did you mean "oic"?'],
    ),
    (
        "[AZ-DZ]",
        "[EU-OIC]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "EU-OIC" names no country. Write a country and an organisation, such as "AZ-oic".'
        ],
    ),
    (
        "[AZ-DZ]",
        "[opec]",
        [
            'config.yaml:7:13: rules[0].pairs[0]: "opec" is one organisation. Write a country with it, such as "AZ-opec".'
        ],
    ),
]
