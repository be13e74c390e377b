create table report (id integer primary key, body text);

create function headline(report) returns text language sql stable as $body$ select left($1.body, 40) $body$;
