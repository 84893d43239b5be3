/*
 * iterate_fields written|interpreted LOG: looks at the name and value of every field of every record of an audit log,
 * with the C library libauparse: the value as it stands in the log, or as libauparse explains it. Prints what it
 * counted.
 */
#include <auparse.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: iterate_fields written|interpreted LOG\n");
		return 2;
	}
	int interpreted = strcmp(argv[1], "interpreted") == 0;
	auparse_state_t *log = auparse_init(AUSOURCE_FILE, argv[2]);
	if (!log) {
		perror(argv[2]);
		return 1;
	}
	long events = 0, records = 0, fields = 0;
	unsigned touched = 0;
	while (auparse_next_event(log) > 0) {
		events++;
		if (auparse_first_record(log) <= 0)
			continue;
		do {
			records++;
			if (auparse_first_field(log) <= 0)
				continue;
			do {
				const char *name = auparse_get_field_name(log);
				const char *value =
					interpreted ? auparse_interpret_field(log) : auparse_get_field_str(log);
				touched += (name ? name[0] : 0) + (value ? value[0] : 0);
				fields++;
			} while (auparse_next_field(log) > 0);
		} while (auparse_next_record(log) > 0);
	}
	auparse_destroy(log);
	printf("%ld events, %ld records, %ld fields (%u)\n", events, records, fields, touched & 0xFF);
	return 0;
}
