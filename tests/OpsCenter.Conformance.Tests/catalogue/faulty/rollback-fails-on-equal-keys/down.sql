alter table ticket add constraint ticket_number unique (event, number);
