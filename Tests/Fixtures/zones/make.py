"""Writes zones.json: zone files of this system, and what Python's zoneinfo, another reader of them,
says of every change of the clocks from 1970 to 2100. Run it where tzdata is installed:

    python3 Tests/Fixtures/zones/make.py > Tests/Fixtures/zones/zones.json
"""
import base64, datetime, json, sys, zoneinfo

# What is odd about each, beside the clinic's own.
ZONES = {
    "America/Chicago": "the clinic's",
    "Europe/Dublin": "winter time is its summer time, in the rule as in the table",
    "Australia/Lord_Howe": "half an hour; in the south",
    "America/Sao_Paulo": "changed at midnight, and no more",
    "Africa/Casablanca": "changed by the moon, in a table far into the century",
    "Asia/Jerusalem": "a rule with hours beyond 24",
    "America/Nuuk": "a rule with negative hours",
    "Pacific/Apia": "left out a whole day",
    "Asia/Kathmandu": "a quarter of an hour, never changed since",
}
UTC = datetime.timezone.utc
FIRST, LAST = 0, int(datetime.datetime(2101, 1, 1, tzinfo=UTC).timestamp())


def offset(zone, seconds):
    moment = datetime.datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    return int(moment.utcoffset().total_seconds())


def changes(zone):
    """Every change, found by halving between instants six hours apart."""
    found, step = [], 6 * 3600
    last = offset(zone, FIRST)
    for start in range(FIRST, LAST, step):
        if offset(zone, start + step) == last:
            continue
        low, high = start, start + step
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == last:
                low = middle
            else:
                high = middle
        last = offset(zone, high)
        found.append([high, last])
    return found


document = {"python": sys.version.split()[0], "zones": []}
for name in ZONES:
    zone = zoneinfo.ZoneInfo(name)
    with open(f"/usr/share/zoneinfo/{name}", "rb") as file:
        data = file.read()
    document["zones"].append({
        "name": name, "tzif": base64.b64encode(data).decode(), "first": offset(zone, FIRST),
        "changes": changes(zone)})
json.dump(document, sys.stdout, separators=(",", ":"))
print()
