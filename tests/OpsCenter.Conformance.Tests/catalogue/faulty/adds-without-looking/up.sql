set lock_timeout = '500ms';
alter table customer add column phone varchar(40);
